"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { Money } from "@/components/ui/money";
import { Segment } from "@/components/ui/segment";
import { CURRENCY, PLANS } from "@/lib/billing/rules";
import { answered } from "../../answered";
import { changeTermsAction } from "../actions";
import type { ChangePlanProps } from "./change-plan-button";
import { QuoteTable } from "./quote-table";
import { useQuote } from "./use-quote";

const CHOICES = (["pro", "enterprise"] as const).map((value) => ({ value, label: PLANS[value].label }));

/** The price of a change stands there before it is confirmed, and is charged exactly so. */
export default function ChangePlanDialog(props: OverlayProps & ChangePlanProps) {
  const { account, isOpen, onOpenChange } = props;
  const router = useRouter();
  const [plan, setPlan] = useState(props.plan === "free" ? "pro" : props.plan);
  const [seats, setSeats] = useState(props.plan === "free" ? PLANS.pro.seats : props.seats);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { quote, pending, problem, again } = useQuote(account, { plan, seats });
  const { label, seats: included, mostSeats, seatPrice } = PLANS[plan];

  const choose = (next: typeof plan) => {
    setPlan(next);
    setSeats(next === props.plan ? props.seats : PLANS[next].seats);
  };
  const save = async () => {
    if (!quote || pending || saving) return;
    setSaving(true);
    const result = await answered(changeTermsAction(account, { quote: quote.quote }));
    setSaving(false);
    if (!result.ok) {
      setRefusal(result.message);
      return again();
    }
    toast(`${label} with ${seats} seats from now on`);
    onOpenChange(false);
    const { invoiceId } = result.data;
    if (invoiceId) router.replace(`/${account}/billing?invoice=${invoiceId}` as Route, { scroll: false });
  };
  const reason = problem ?? refusal;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={props.charged ? "Change plan or seats" : "Choose a plan"}
      description="From now on. What was paid for the rest of the month is taken into account."
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      footer={
        <>
          <Button look="quiet" className="ml-auto" onClick={() => onOpenChange(false)}>
            Close
          </Button>
          <Button type="submit" look="primary" disabled={!quote || pending} pending={saving}>
            {quote && quote.total < 0 ? "Confirm credit" : "Confirm price"}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Segment label="Plan" options={CHOICES} value={plan} onChange={choose} />
        <TextField
          label="Seats"
          type="number"
          inputMode="numeric"
          min={included}
          max={Math.max(mostSeats, props.seats)}
          value={String(seats)}
          onChange={(event) => setSeats(Math.trunc(Number(event.target.value)))}
          hint={
            <>
              {included} are included.{" "}
              {mostSeats > included ? (
                <>
                  Each further one costs <Money minor={seatPrice} currency={CURRENCY} /> a month, up to {mostSeats}.
                </>
              ) : (
                "The operator of this server can give an account more."
              )}
            </>
          }
        />
        {reason && (
          <Callout tone="amber" role="status">
            {reason}
          </Callout>
        )}
        {quote && <QuoteTable quote={quote} pending={pending} />}
      </div>
    </Dialog>
  );
}
