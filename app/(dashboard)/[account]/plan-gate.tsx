import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import type { MemberActor, Plan } from "@/lib/actor";
import { CURRENCY, PLANS } from "@/lib/billing/rules";
import { canEver } from "@/lib/permissions/can";

type Props = {
  actor: MemberActor;
  /** The plan that has it. */
  plan: Exclude<Plan, "free">;
  /** Absent where the page has what it locks, and lacks only more of it. */
  title?: string;
  children: ReactNode;
};

/** What the plan lacks stands on its own page, locked: this says once why, and what it costs. */
export function PlanGate({ actor, plan, title, children }: Props) {
  const { label, seats, price } = PLANS[plan];
  return (
    <Callout
      tone={title ? "amber" : undefined}
      title={title}
      className="mb-4"
      action={
        canEver(actor, "billing.view") && (
          <ButtonLink size="sm" href={`/${actor.account.slug}/billing`}>
            Compare plans
          </ButtonLink>
        )
      }
    >
      {children} {label} with {seats} seats costs <Money minor={price} currency={CURRENCY} /> a month.
    </Callout>
  );
}
