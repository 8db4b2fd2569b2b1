"use client";

import { lazy, Suspense, useState } from "react";
import { useShortcut, useShortcutListener } from "./use-shortcut";

const Sheet = lazy(() => import("./shortcut-sheet"));

/** Turns keyboard shortcuts on for the page; `?` lists them. `singleKeys` is the person's own choice. */
export function Shortcuts({ singleKeys = true }: { singleKeys?: boolean }) {
  const [open, setOpen] = useState(false);
  useShortcutListener(singleKeys);
  useShortcut({ keys: "?", label: "Show keyboard shortcuts", group: "Everywhere", run: () => setOpen(true) });
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Sheet onClose={() => setOpen(false)} />
    </Suspense>
  );
}
