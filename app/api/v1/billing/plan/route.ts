import { changePlanBody, chargeShape, planShape, toCharge, toPlan } from "@/lib/api/billing";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "Get the plan", operations: ["billing.view"], status: 200, answer: planShape },
  async (actor) => toPlan(await findBilling(actor)),
);

export const PATCH = defineRoute(
  {
    summary: "Change the plan and seats",
    description:
      "From now on; the rest of the present month is charged or given back to the cent. With preview nothing is changed.",
    operations: ["billing.changePlan"],
    body: changePlanBody,
    status: 200,
    answer: chargeShape,
  },
  async (actor, { body: { preview, ...wanted } }) => {
    const quote = await quoteTerms(actor, wanted);
    return toCharge(quote, preview ? null : (await changeTerms(actor, quote)).invoiceId);
  },
);
