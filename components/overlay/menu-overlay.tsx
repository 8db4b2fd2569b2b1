"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import type { Route } from "next";
import { useEffect, useRef } from "react";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Kbd } from "../ui/kbd";
import type { OverlayProps } from "./lazy-overlay";
import type { MenuEntry, MenuGroups } from "./menu";
import { leave } from "./leaving";

export default function MenuOverlay({
  groups,
  triggerRef,
  labelledBy,
  isOpen,
  onOpenChange,
  focus,
}: OverlayProps & { groups: MenuGroups }) {
  // A menu takes the focus when it opens: on its first entry, or on its last for Arrow Up.
  const start = { autoFocus: focus };
  // The entry runs once the trigger has the focus again, so that a dialog it opens can give it back.
  const chosen = useRef<() => void>(undefined);
  useEffect(() => {
    if (isOpen || !chosen.current) return;
    triggerRef.current?.focus();
    chosen.current();
    chosen.current = undefined;
  }, [isOpen, triggerRef]);
  return (
    <Popover
      trigger="MenuTrigger"
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      aria-labelledby={labelledBy}
      placement="bottom end"
      offset={4}
      className="popup"
    >
      <Menu {...start} aria-labelledby={labelledBy} onClose={() => onOpenChange(false)} className="menu">
        {groups
          .filter((group) => group.length > 0)
          .map((group) => (
            <MenuSection key={group[0]?.id} aria-label={group[0]?.label}>
              {group.map((entry) => (
                <Entry key={entry.id} entry={entry} choose={(run) => (chosen.current = run)} />
              ))}
            </MenuSection>
          ))}
      </Menu>
    </Popover>
  );
}

function Entry({ entry, choose }: { entry: MenuEntry; choose: (run: () => void) => void }) {
  const router = useRouter();
  const run = () => {
    entry.run?.();
    const { href } = entry;
    if (href) leave(() => router.push(href as Route));
  };
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={entry.disabled}
      onAction={() => choose(run)}
      className="menu-item"
      data-danger={entry.danger || undefined}
    >
      <span className="menu-icon">{entry.checked ? <Check aria-label="Chosen" /> : entry.icon}</span>
      <span className="min-w-0">
        {entry.label}
        {entry.note && <span className="block text-12 text-ink-3">{entry.note}</span>}
      </span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </MenuItem>
  );
}
