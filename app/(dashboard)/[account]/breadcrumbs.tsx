"use client";

import { usePathname } from "next/navigation";
import { currentItem } from "@/components/shell/current-item";
import { Breadcrumb } from "@/components/ui/breadcrumb";

export type Places = readonly { label: string; items: readonly { href: string; label: string }[] }[];

/** Where this page stands in the rail: its group, then the page. */
export function Breadcrumbs({ places }: { places: Places }) {
  const pathname = usePathname();
  const item = currentItem(pathname, places);
  const group = places.find(({ items }) => item && items.includes(item));
  return item && group && <Breadcrumb crumbs={[{ label: group.label }, { label: item.label }]} />;
}
