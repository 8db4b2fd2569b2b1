"use client";

import { type CommandGroup, CommandPalette } from "@/components/overlay/command-palette";
import { answered } from "./answered";
import type { Places } from "./breadcrumbs";
import { searchEverythingAction } from "./palette-actions";

/** ⌘K: every page that is open to this person, people by name, and questions such as "who can purge?". */
export function Palette({ account, places }: { account: string; places: Places }) {
  const pages = places.flatMap(({ items }) => items.map(({ href, label }) => ({ id: href, label, href })));
  const search = async (q: string): Promise<readonly CommandGroup[]> => {
    const result = await answered(searchEverythingAction(account, { q }));
    return result.ok ? result.data : [];
  };
  return <CommandPalette groups={[{ label: "Go to", items: pages }]} search={search} />;
}
