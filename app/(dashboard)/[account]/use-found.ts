"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "./answered";

const PAUSE_MS = 150;

type Ask<Found> = (account: string, input: { text: string }) => Promise<ActionResult<Found>>;

/**
 * What the server found for a text, and for which, once typing has paused; before its first answer null. An answer that
 * comes too late is dropped. `ask` must be the same at every render, as an imported action is.
 */
export function useFound<Found>(ask: Ask<Found>, account: string, text: string): { to: string; found: Found } | null {
  const [answer, setAnswer] = useState<{ to: string; found: Found } | null>(null);
  useEffect(() => {
    if (text === "") return;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await answered(ask(account, { text }));
      if (!late && result.ok) setAnswer({ to: text, found: result.data });
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [ask, account, text]);
  return answer;
}
