"use client";

import type { ReactNode } from "react";
import { lazyOverlay, type TriggerProps } from "./lazy-overlay";

const Trigger = lazyOverlay<{ panel: ReactNode; title: string }>(() => import("./popover-overlay"), "dialog");

/** A small panel beside its button; `title` names it for screen readers. */
export function PopoverButton({ panel, title, ...rest }: TriggerProps & { panel: ReactNode; title: string }) {
  return <Trigger {...rest} overlay={{ panel, title }} />;
}
