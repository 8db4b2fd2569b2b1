"use client";

import { type FormEvent, useState, useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import type { CardOutcome } from "@/lib/billing/commands/pay-invoice";
import { isTestCard, TEST_CARDS } from "@/lib/billing/test-cards";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../../answered";
import { confirmTestCardAction, payByTestCardAction } from "../actions";

const NO_TEST_CARD = "Use one of the numbers below. A real card number is not sent anywhere.";

/** The demo's card payment: three numbers stand for what a bank may answer. Any other never leaves the browser. */
export function TestCardForm({ account, invoiceId }: { account: string; invoiceId: string }) {
  const [number, setNumber] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [confirmation, setConfirmation] = useState<string | null>(null);
  const [pending, start] = useTransition();

  const receive = (result: ActionResult<CardOutcome>) => {
    setConfirmation(result.ok && result.data.outcome === "confirm" ? result.data.confirmation : null);
    setProblem(result.ok ? null : result.message);
    if (result.ok && result.data.outcome === "paid") toast("Invoice paid");
  };
  const pay = (event: FormEvent) => {
    event.preventDefault();
    if (!isTestCard(number)) return setProblem(NO_TEST_CARD);
    start(async () => receive(await answered(payByTestCardAction(account, { invoiceId, number }))));
  };
  const answer = (approved: boolean) =>
    start(async () =>
      receive(await answered(confirmTestCardAction(account, { confirmation: confirmation ?? "", approved }))),
    );

  if (confirmation)
    return (
      <Callout tone="petrol" role="status" title="Your bank asks you to confirm this payment.">
        <span className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" look="primary" pending={pending} onClick={() => answer(true)}>
            Confirm payment
          </Button>
          <Button size="sm" disabled={pending} onClick={() => answer(false)}>
            Decline
          </Button>
        </span>
      </Callout>
    );
  return (
    <form onSubmit={pay} noValidate className="grid gap-3">
      <h3 className="text-14">Or by a test card, in this demo</h3>
      <TextField
        label="Card number"
        inputMode="numeric"
        autoComplete="off"
        value={number}
        error={problem}
        onChange={(event) => {
          setNumber(event.target.value);
          setProblem(null);
        }}
      />
      <ul className="grid gap-1 text-12 text-ink-2">
        {TEST_CARDS.map((card) => (
          <li key={card.number}>
            <button
              type="button"
              className="link-text data-text"
              onClick={() => {
                setNumber(card.number);
                setProblem(null);
              }}
            >
              {card.number}
            </button>{" "}
            {card.says}
          </li>
        ))}
      </ul>
      <div>
        <Button type="submit" look="primary" pending={pending}>
          Pay by card
        </Button>
      </div>
    </form>
  );
}
