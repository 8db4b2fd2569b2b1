"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { answered } from "../../answered";
import { rollBackSourceAction } from "../actions";

/** Not asked twice: rolling back is itself a deployment, and can be rolled back. */
export function RollBackButton({
  account,
  sourceId,
  number,
  disabled,
}: {
  account: string;
  sourceId: string;
  number: number;
  disabled: boolean;
}) {
  const [pending, setPending] = useState(false);
  const rollBack = async () => {
    setPending(true);
    const result = await answered(rollBackSourceAction(account, { sourceId, number }));
    setPending(false);
    if (!result.ok) toast({ tone: "crimson", message: result.message });
  };
  return (
    <Button size="sm" pending={pending} disabled={disabled} onClick={() => void rollBack()}>
      Roll back to {number}
    </Button>
  );
}
