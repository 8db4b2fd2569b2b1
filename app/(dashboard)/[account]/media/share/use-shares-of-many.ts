"use client";

import { useMemo } from "react";
import { toast } from "@/components/overlay/toast";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { ShareItems } from "@/lib/shares/input";
import { undoing } from "../../undoing";
import { nameOf } from "../item";
import { tellRefusals } from "../tasks/outcomes";
import { shareItemsAction, sharesOfManyAction } from "./actions";
import { thingsOf } from "./shared-item";
import { useRead } from "./use-read";

type Wanted = ShareItems["changes"][number]["shares"];

/** With whom many things are shared at this moment. Each change is one of all of them, and is taken back as one. */
export function useSharesOfMany(account: string, rows: readonly { kind: ItemKind; id: string }[]) {
  const asked = useMemo(() => thingsOf(rows), [rows]);
  const { found: sharing, problem, reading } = useRead(sharesOfManyAction, account, asked);
  /** `done` says it of what was changed: "2 things". */
  const share = async (shares: Wanted, done: (what: string) => string): Promise<void> => {
    const things = sharing ? thingsOf(sharing.items) : asked;
    const result = await reading(shareItemsAction(account, { changes: [{ ...things, shares }] }));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    const { outcomes, before } = result.data;
    tellRefusals(outcomes);
    if (before.changes.length > 0)
      toast({
        message: done(nameOf(outcomes.filter(({ outcome }) => outcome === "changed"))),
        undo: undoing(() => reading(shareItemsAction(account, before))),
      });
    else if (outcomes.every(({ outcome }) => outcome === "unchanged")) toast("Nothing had to change");
  };
  return { sharing, problem, share };
}
