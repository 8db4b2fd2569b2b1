"use client";

import { usePathname } from "next/navigation";
import { Breadcrumb } from "@/components/ui/breadcrumb";

export type Places = readonly { label: string; items: readonly { href: string; label: string }[] }[];

/** Where this page stands in the rail: its group, then the page. */
export function Breadcrumbs({ places }: { places: Places }) {
  const pathname = usePathname();
  for (const group of places)
    for (const item of group.items)
      if (pathname === item.href || pathname.startsWith(`${item.href}/`))
        return <Breadcrumb crumbs={[{ label: group.label }, { label: item.label }]} />;
  return null;
}
