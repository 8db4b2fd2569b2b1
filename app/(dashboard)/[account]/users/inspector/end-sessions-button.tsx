"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import type { Verdict } from "@/lib/users/rules";
import { formatCount } from "@/lib/format";
import { answered } from "../../answered";
import { endUserSessionsAction } from "../actions";

export function EndSessionsButton({
  account,
  memberId,
  name,
  verdict,
}: {
  account: string;
  memberId: string;
  name: string;
  verdict: Verdict;
}) {
  const [pending, setPending] = useState(false);
  const end = async () => {
    setPending(true);
    const result = await answered(endUserSessionsAction(account, { memberId }));
    setPending(false);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    toast(`${formatCount(result.data.ended, { one: "session", other: "sessions" })} of ${name} ended`);
  };
  return (
    <>
      <Button disabled={!verdict.allowed} pending={pending} onClick={() => void end()}>
        End all sessions
      </Button>
      {verdict.reason && <p className="mt-2 text-12 text-ink-2">{verdict.reason}</p>}
    </>
  );
}
