"use client";

import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "../ui/kbd";
import { lazyOverlay } from "./lazy-overlay";

export interface Command {
  id: string;
  label: string;
  detail?: string;
  icon?: ReactNode;
  keys?: string;
  href?: string;
  run?: () => void;
  /** More words that find it. */
  also?: string;
}
export interface CommandGroup {
  label: string;
  items: readonly Command[];
}
/** Finds more than the page knows; called after a pause, aborted when the person types on. */
export type CommandSearch = (query: string, signal: AbortSignal) => Promise<readonly CommandGroup[]>;

const Trigger = lazyOverlay<{ groups: readonly CommandGroup[]; search?: CommandSearch }>(
  () => import("./command-palette-overlay"),
  "dialog",
);

/** The field in the rail that opens the palette; mod+K opens it from anywhere. */
export function CommandPalette({ groups, search }: { groups: readonly CommandGroup[]; search?: CommandSearch }) {
  return (
    <Trigger
      plain
      className="find-button"
      aria-label="Search or jump to"
      overlay={{ groups, search }}
      shortcut={{ keys: "mod+k", label: "Search or jump to", group: "Everywhere", whileTyping: true, hidden: true }}
    >
      <Search aria-hidden />
      <span className="rail-text">Search or jump to</span>
      <Kbd keys="mod+k" />
    </Trigger>
  );
}
