"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { confirm } from "@/components/overlay/confirm";
import { guardLeaving } from "@/components/overlay/leaving";
import { useShortcuts } from "@/components/shortcuts/use-shortcut";

/** Above the keys that move in the list, below Escape for the selection. */
const PRIORITY = 1;

export type Ways = { close: string; next?: string; previous?: string };

/**
 * While something is unsaved, leaving asks first: by a link, by ⌘K and other keys, by Back, and by closing the
 * window.
 * @param unsaved the question, such as "Discard 2 changes to Dana's access?"; null when all is saved
 */
export function useUnsavedGuard(unsaved: string | null, discard: () => void, ways: Ways) {
  const router = useRouter();
  const leave = useRef(discard);
  useEffect(() => {
    leave.current = discard;
  });
  const ask = useCallback(
    (title: string, go: () => void) =>
      confirm({
        title,
        body: "What you changed here has not been saved.",
        action: "Discard changes",
        run: async () => {
          leave.current();
          go();
        },
      }),
    [],
  );

  useEffect(() => {
    if (unsaved === null) return;
    let leaving = false;
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
      if (!link || elsewhere || leaving) return;
      event.preventDefault();
      event.stopPropagation();
      ask(unsaved, () => {
        leaving = true;
        link.click();
      });
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const at = entryIndex();
    /** Back and Forward have moved already: the entry is taken back to, and left again when that is wanted. */
    const onMove = (event: PopStateEvent) => {
      if (leaving || at === null) return;
      const steps = (entryIndex() ?? at) - at;
      event.stopImmediatePropagation();
      if (steps === 0) return;
      history.go(-steps);
      ask(unsaved, () => {
        leaving = true;
        history.go(steps);
      });
    };
    const release = guardLeaving((go) =>
      ask(unsaved, () => {
        leaving = true;
        go();
      }),
    );
    window.addEventListener("popstate", onMove, true);
    window.addEventListener("click", onClick, true);
    window.addEventListener("beforeunload", onUnload);
    return () => {
      release();
      window.removeEventListener("popstate", onMove, true);
      window.removeEventListener("click", onClick, true);
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [unsaved, ask]);

  const guarded = (keys: string, label: string, href: string | undefined) =>
    unsaved !== null && href
      ? [
          {
            keys,
            label,
            priority: PRIORITY,
            run: () => ask(unsaved, () => router.replace(href as Route, { scroll: false })),
          },
        ]
      : [];
  useShortcuts([
    ...guarded("j", "Next row", ways.next),
    ...guarded("k", "Previous row", ways.previous),
    ...guarded("escape", "Close", ways.close),
  ]);
}

/** Where this page stands in the tab's history; null in a browser that does not tell. */
const entryIndex = (): number | null =>
  "navigation" in window ? (window.navigation.currentEntry?.index ?? null) : null;
