"use client";

import { useLayoutEffect, useRef } from "react";
import { chordOf, type Shortcut, ShortcutRegistry } from "./registry";

export const shortcuts = new ShortcutRegistry();

/** Binds a shortcut while the component is on the page; `undefined` binds nothing. */
export function useShortcut(shortcut: Shortcut | undefined) {
  useShortcuts(shortcut ? [shortcut] : []);
}

/**
 * Binds several. Only a change of keys or labels binds anew; what they run is always the latest: a key that is pressed as
 * soon as something is seen finds it, which an effect that runs after the drawing would miss.
 */
export function useShortcuts(list: readonly Shortcut[]) {
  const latest = useRef(list);
  useLayoutEffect(() => {
    latest.current = list;
  });
  const signature = JSON.stringify(list);
  useLayoutEffect(() => {
    const removals = (JSON.parse(signature) as Shortcut[]).map((shortcut, index) =>
      shortcuts.register({
        ...shortcut,
        when: () => latest.current[index]?.when?.() !== false,
        run: () => latest.current[index]?.run(),
      }),
    );
    return () => {
      for (const remove of removals) remove();
    };
  }, [signature]);
}

/** Listens for key presses; the shell mounts it once. */
export function useShortcutListener(singleKeys: boolean) {
  useLayoutEffect(() => {
    shortcuts.singleKeys = singleKeys;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !(event.target instanceof HTMLElement)) return;
      const chord = chordOf(event);
      const found = shortcuts.match({
        chord,
        typing: isTyping(event.target, chord),
        dialogOpen: document.querySelector("[data-modal]") !== null || inPopup(event.target),
        at: event.timeStamp,
      });
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [singleKeys]);
}

const TEXTLESS = new Set(["checkbox", "radio", "button", "submit", "reset", "range", "file", "color"]);

function isTyping(target: HTMLElement, chord: string): boolean {
  if (target.isContentEditable || target.matches("textarea")) return true;
  if (target.matches("select")) return !chord.startsWith("mod+"); // letters choose, and there is nothing of its own to undo
  return target instanceof HTMLInputElement && !TEXTLESS.has(target.type);
}

/** Menus and pop-ups handle their own letters. */
function inPopup(target: HTMLElement): boolean {
  return target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null;
}
