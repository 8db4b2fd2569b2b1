"use client";

import { CommandPalette } from "@/components/overlay/command-palette";
import type { Places } from "./breadcrumbs";

/** ⌘K: every page that is open to this person. */
export function Palette({ places }: { places: Places }) {
  const pages = places.flatMap(({ items }) => items.map(({ href, label }) => ({ id: href, label, href })));
  return <CommandPalette groups={[{ label: "Go to", items: pages }]} />;
}
