"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../answered";

type Props = { look?: "primary"; findUrl: () => Promise<ActionResult<{ url: string }>>; children: ReactNode };

/** Leads to a page of the payment provider, which is made at the moment of asking. */
export function LeaveButton({ look, findUrl, children }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const leave = () =>
    start(async () => {
      const result = await answered(findUrl());
      if (result.ok) window.location.assign(result.data.url);
      else setProblem(result.message);
    });
  return (
    <div className="grid justify-items-start gap-3">
      <Button look={look} pending={pending} onClick={leave}>
        {children}
      </Button>
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
    </div>
  );
}
