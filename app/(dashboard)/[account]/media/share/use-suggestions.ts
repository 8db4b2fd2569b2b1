"use client";

import { useEffect, useState } from "react";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { suggestGranteesAction } from "./actions";

const PAUSE_MS = 200;

type Answer = { to: string; found: GranteeSuggestion[] };

/**
 * What the server finds, after a pause in typing; until it has answered to the last letter, what it found before. An
 * answer that comes too late is dropped.
 */
export function useSuggestions(account: string, typed: string): { found: GranteeSuggestion[]; isSettled: boolean } {
  const [answer, setAnswer] = useState<Answer>({ to: "", found: [] });
  const text = typed.trim();
  useEffect(() => {
    if (!text) return;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await suggestGranteesAction(account, { text });
      if (!late && result.ok) setAnswer({ to: text, found: result.data });
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [account, text]);
  return { found: text ? answer.found : [], isSettled: text !== "" && answer.to === text };
}
