import { changedDetails, detailsShape, editDetailsBody, toDetails } from "@/lib/api/billing";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { billingDetailsInput } from "@/lib/billing/input";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { notFound } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { parseInput } from "@/lib/http/parse";

export const GET = defineRoute(
  { summary: "Get the billing details", operations: ["billing.view"], status: 200, answer: detailsShape },
  async (actor) => {
    const { details } = await findBilling(actor);
    if (!details) throw notFound("set of billing details");
    return toDetails(details);
  },
);

export const PATCH = defineRoute(
  {
    summary: "Change the billing details",
    description: "Fields that are left out stay as they are. Invoices that were issued do not change.",
    operations: ["billing.editDetails"],
    body: editDetailsBody,
    status: 200,
    answer: detailsShape,
  },
  async (actor, { body }) => {
    const { details } = await findBilling(actor);
    const changed = parseInput(billingDetailsInput, changedDetails(details, body));
    await editBillingDetails(actor, changed);
    return toDetails(changed);
  },
);
