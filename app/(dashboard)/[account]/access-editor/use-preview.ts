"use client";

import { useEffect, useState } from "react";
import type { Preview } from "@/lib/access/queries/preview/preview-change";
import { answered } from "../answered";
import { previewChangeAction } from "./actions";
import type { Given } from "./access-draft";

const PAUSE_MS = 150;

type Previewed = { preview: Preview | null; pending: boolean; problem: string | null };

/** What the draft would do, as the server works it out; asks again after each pause in the changes. */
export function usePreview(account: string, memberId: string, next: Given | null): Previewed {
  const [answer, setAnswer] = useState<{ to: string; preview: Preview | null; problem: string | null } | null>(null);
  const question = next && JSON.stringify(next);
  useEffect(() => {
    if (question === null) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const draft = JSON.parse(question) as Given;
      const result = await answered(previewChangeAction(account, { kind: "access", memberId, ...draft }));
      if (stale) return;
      setAnswer({ to: question, preview: result.ok ? result.data : null, problem: result.ok ? null : result.message });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [account, memberId, question]);
  if (question === null) return { preview: null, pending: false, problem: null };
  return { preview: answer?.preview ?? null, pending: answer?.to !== question, problem: answer?.problem ?? null };
}
