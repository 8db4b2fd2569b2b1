"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { lazyOverlay, type TriggerProps } from "./lazy-overlay";

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  /** A second, quiet line; for a disabled entry, why. */
  note?: string;
  keys?: string;
  href?: string;
  run?: () => void;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
}

/** Groups of entries; a hairline stands between groups. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

const Trigger = lazyOverlay<{ groups: MenuGroups }>(() => import("./menu-overlay"), "menu");

/** Without children it is the three dots, and `label` names it. */
export function MenuButton({ groups, look = "quiet", icon, children, ...rest }: TriggerProps & { groups: MenuGroups }) {
  return (
    <Trigger
      look={look}
      icon={icon ?? (children ? undefined : <Ellipsis aria-hidden />)}
      {...rest}
      overlay={{ groups }}
    >
      {children}
    </Trigger>
  );
}
