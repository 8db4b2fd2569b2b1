import { planShape, toPlan } from "@/lib/api/billing";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute(
  {
    summary: "Cancel the subscription",
    description: "It ends at cancels_at; until then everything works, and it can be resumed.",
    operations: ["billing.cancel"],
    status: 200,
    answer: planShape,
  },
  async (actor) => {
    await cancelSubscription(actor, { name: actor.account.name });
    return toPlan(await findBilling(actor));
  },
);

export const POST = defineRoute(
  { summary: "Resume the subscription", operations: ["billing.resume"], status: 200, answer: planShape },
  async (actor) => {
    await resumeSubscription(actor);
    return toPlan(await findBilling(actor));
  },
);
