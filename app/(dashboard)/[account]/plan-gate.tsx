import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import type { Plan } from "@/lib/actor";
import { CURRENCY, PLANS } from "@/lib/billing/rules";

type Props = {
  account: string;
  /** The plan that has it. */
  plan: Exclude<Plan, "free">;
  children: ReactNode;
};

/** What the plan lacks stands on its own page, locked: this says once why, and what it costs. */
export function PlanGate({ account, plan, children }: Props) {
  const { label, seats, price } = PLANS[plan];
  return (
    <Callout
      className="mb-4"
      action={
        <ButtonLink size="sm" href={`/${account}/billing`}>
          Compare plans
        </ButtonLink>
      }
    >
      {children} {label} with {seats} seats costs <Money minor={price} currency={CURRENCY} /> a month.
    </Callout>
  );
}
