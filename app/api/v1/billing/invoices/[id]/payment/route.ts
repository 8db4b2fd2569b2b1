import { invoicePath, paymentShape, toPayment } from "@/lib/api/billing";
import { findPayable } from "@/lib/billing/queries/list-invoices";
import { findSeller } from "@/lib/billing/queries/seller";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    summary: "Pay an invoice",
    description: "Says how to pay what is due by transfer. Cards are paid with in the browser.",
    operations: ["billing.payInvoice"],
    noun: "invoice",
    params: invoicePath,
    status: 200,
    answer: paymentShape,
  },
  async (actor, { params }) => toPayment(await findPayable(actor, params.id), findSeller().bank),
);
