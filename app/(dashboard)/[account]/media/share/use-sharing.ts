"use client";

import { useEffect, useState } from "react";
import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import type { SetShares } from "@/lib/shares/input";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { findSharingAction, setSharesAction } from "./actions";
import type { Sharing } from "./find-sharing";
import { itemOf, type SharedItem } from "./shared-item";

export type Wanted = SetShares["shares"][number];

/** Who has the thing at this moment. Every change applies at once, is told with Undo, and is then read anew. */
export function useSharing(account: string, shared: SharedItem) {
  const [sharing, setSharing] = useState<Sharing>();
  const [problem, setProblem] = useState<string>();
  const [reads, setReads] = useState(0);
  const load = () => setReads((count) => count + 1);
  const { kind, id } = shared;
  useEffect(() => {
    let late = false;
    void answered(findSharingAction(account, { item: itemOf({ kind, id }) })).then((result) => {
      if (late) return;
      if (result.ok) setSharing(result.data);
      setProblem(result.ok ? undefined : result.message);
    });
    return () => {
      late = true;
    };
  }, [account, kind, id, reads]);

  const reading = async <T>(act: Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
    const result = await answered(act);
    load();
    return result;
  };
  /** Does it, and says `message` with the way back, or why it could not be done. */
  const change = async <T>(
    act: Promise<ActionResult<T>>,
    message: string,
    back: (done: T) => Promise<ActionResult<unknown>>,
  ): Promise<void> => {
    const result = await reading(act);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    toast({ message, undo: undoing(() => reading(back(result.data))) });
  };
  const setShares = (shares: Wanted[], message: string) =>
    change(setSharesAction(account, { item: itemOf(shared), shares }), message, ({ before }) =>
      setSharesAction(account, before),
    );
  return { sharing, problem, load, change, setShares };
}

export type UseSharing = ReturnType<typeof useSharing>;
