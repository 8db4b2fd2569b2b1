"use client";

import { useMemo } from "react";
import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import type { SetShares } from "@/lib/shares/input";
import { undoing } from "../../undoing";
import { findSharingAction, setSharesAction } from "./actions";
import { itemOf, type SharedItem } from "./shared-item";
import { useRead } from "./use-read";

type Wanted = SetShares["shares"][number];

/** Who has the thing at this moment. Every change applies at once, is told with Undo, and is then read anew. */
export function useSharing(account: string, { kind, id }: SharedItem) {
  const asked = useMemo(() => ({ item: itemOf({ kind, id }) }), [kind, id]);
  const { found: sharing, problem, load, reading } = useRead(findSharingAction, account, asked);
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
    change(setSharesAction(account, { ...asked, shares }), message, ({ before }) => setSharesAction(account, before));
  return { sharing, problem, load, change, setShares };
}

export type UseSharing = ReturnType<typeof useSharing>;
