import { Callout } from "@/components/ui/callout";
import type { MemberActor, Plan } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { PlanGate } from "../plan-gate";

const LARGER = { free: "pro", pro: "enterprise", enterprise: null } as const satisfies Record<Plan, Plan | null>;

/** Said once, where the button to create is locked. */
export function PlanFull({ actor, limit }: { actor: MemberActor; limit: number }) {
  const title = limit === 1 ? "The one API key of this account is in use." : `All ${limit} API keys are in use.`;
  const larger = LARGER[actor.account.plan];
  const revoke = "Revoke one that nothing uses any more";
  if (larger === null || PLANS[larger].keys <= limit)
    return (
      <Callout tone="amber" className="mb-4" title={title}>
        {revoke}, or ask the operator of this server for more. Keys that work now go on working.
      </Callout>
    );
  return (
    <PlanGate actor={actor} plan={larger} title={title}>
      {revoke}, or move to a plan with {PLANS[larger].keys}. Keys that work now go on working.
    </PlanGate>
  );
}
