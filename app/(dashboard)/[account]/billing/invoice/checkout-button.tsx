"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { beginCheckoutAction } from "../actions";

/** Leads to the page of Stripe where the card is asked for. */
export function CheckoutButton({ account, invoiceId }: { account: string; invoiceId: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const begin = () =>
    start(async () => {
      const result = await beginCheckoutAction(account, { invoiceId });
      if (result.ok) window.location.assign(result.data.url);
      else setProblem(result.message);
    });
  return (
    <div className="grid justify-items-start gap-3">
      <Button look="primary" pending={pending} onClick={begin}>
        Pay by card
      </Button>
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
    </div>
  );
}
