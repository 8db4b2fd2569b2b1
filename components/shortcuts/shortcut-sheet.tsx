"use client";

import { Dialog } from "../overlay/dialog";
import { Kbd } from "../ui/kbd";
import type { Shortcut } from "./registry";
import { shortcuts } from "./use-shortcut";

/** Every shortcut that works on this page, by group. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" size="md" isOpen onOpenChange={onClose}>
      <div className="grid gap-5 md:grid-cols-2">
        {grouped(shortcuts.list()).map(([group, members]) => (
          <section key={group}>
            <h3 className="label-text mb-1">{group}</h3>
            <ul>
              {members.map((each) => (
                <li
                  key={each.keys}
                  className="flex min-h-8 items-center justify-between gap-4 border-t border-line text-13 first:border-t-0"
                >
                  {each.label}
                  <span className="sr-only">{each.keys}</span>
                  <Kbd keys={each.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function grouped(all: readonly Shortcut[]): [string, Shortcut[]][] {
  const groups = new Map<string, Map<string, Shortcut>>();
  for (const each of all) {
    const name = each.group ?? "This page";
    const members = groups.get(name) ?? new Map<string, Shortcut>();
    groups.set(name, members.set(each.keys, each));
  }
  return [...groups].map(([name, members]) => [name, [...members.values()]]);
}
