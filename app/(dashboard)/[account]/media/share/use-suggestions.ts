"use client";

import { useEffect, useState } from "react";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { suggestGranteesAction } from "./actions";

const PAUSE_MS = 200;

/** What the server finds, after a pause in typing; an answer that comes too late is dropped. */
export function useSuggestions(account: string, typed: string): GranteeSuggestion[] {
  const [found, setFound] = useState<GranteeSuggestion[]>([]);
  useEffect(() => {
    const text = typed.trim();
    if (!text) return;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await suggestGranteesAction(account, { text });
      if (!late && result.ok) setFound(result.data);
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [account, typed]);
  return found;
}
