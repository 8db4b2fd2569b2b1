"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useShortcuts } from "../shortcuts/use-shortcut";
import type { NavGroup } from "./rail-nav";
import { leave } from "../overlay/leaving";

/** G and a letter goes to a place in the rail. */
export function useGoShortcuts(groups: readonly NavGroup[]) {
  const router = useRouter();
  useShortcuts(
    groups.flatMap((group) =>
      group.items.flatMap(({ goKey, label, href }) =>
        goKey
          ? [
              {
                keys: `g ${goKey}`,
                label: `Go to ${label}`,
                group: "Go",
                run: () => leave(() => router.push(href as Route)),
              },
            ]
          : [],
      ),
    ),
  );
}
