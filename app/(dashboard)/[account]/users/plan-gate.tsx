import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import type { Plan } from "@/lib/actor";
import { CURRENCY, PLANS } from "@/lib/billing/rules";
import { withoutUserManagement } from "@/lib/users/rules";

/** On a plan for one person the page is there, with what it needs said once. */
export function PlanGate({ plan, account }: { plan: Plan; account: string }) {
  const refused = withoutUserManagement(plan, "users.invite");
  if (!refused) return null;
  return (
    <Callout
      className="mb-4"
      action={
        <ButtonLink size="sm" href={`/${account}/billing`}>
          Compare plans
        </ButtonLink>
      }
    >
      {refused.message} <Price plan="pro" />
    </Callout>
  );
}

function Price({ plan }: { plan: Plan }) {
  const { label, seats, price } = PLANS[plan];
  return (
    <>
      {label} with {seats} seats costs <Money minor={price} currency={CURRENCY} /> a month.
    </>
  );
}
