"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../../answered";

type Ask<Input, Found> = (account: string, input: Input) => Promise<ActionResult<Found>>;

/** What the server says at this moment. `ask` and `input` must be the same at every render until they mean something else. */
export function useRead<Input, Found>(ask: Ask<Input, Found>, account: string, input: Input) {
  const [found, setFound] = useState<Found>();
  const [problem, setProblem] = useState<string>();
  const [reads, setReads] = useState(0);
  const load = () => setReads((count) => count + 1);
  useEffect(() => {
    let late = false;
    void answered(ask(account, input)).then((result) => {
      if (late) return;
      if (result.ok) setFound(result.data);
      setProblem(result.ok ? undefined : result.message);
    });
    return () => {
      late = true;
    };
  }, [ask, account, input, reads]);
  /** Does something, and reads anew. */
  const reading = async <T>(act: Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
    const result = await answered(act);
    load();
    return result;
  };
  return { found, problem, load, reading };
}
