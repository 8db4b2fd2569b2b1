"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { PermissionSet } from "@/lib/permissions/permissions";

/** What the open editor would change: the row in the list shows it too, and the two are far apart on the page. */
let pending: { id: string; next: PermissionSet } | null = null;
const listeners = new Set<() => void>();

function tell(next: typeof pending) {
  pending = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param next null while nothing is unsaved */
export function useTellPendingAccess(id: string, next: PermissionSet | null) {
  useEffect(() => {
    if (next === null) return;
    tell({ id, next });
    return () => tell(null);
  }, [id, next]);
}

/** What this person would hold after Save, while that is being edited. */
export const usePendingAccess = (id: string): PermissionSet | undefined =>
  useSyncExternalStore(
    subscribe,
    () => (pending?.id === id ? pending.next : undefined),
    () => undefined,
  );
