"use client";

import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { useFound } from "../../use-found";
import { suggestGranteesAction } from "./actions";

/** Until the server has answered to the last letter, what it found before. */
export function useSuggestions(account: string, typed: string): { found: GranteeSuggestion[]; isSettled: boolean } {
  const text = typed.trim();
  const answer = useFound(suggestGranteesAction, account, text);
  return { found: (text && answer?.found) || [], isSettled: text !== "" && answer?.to === text };
}
