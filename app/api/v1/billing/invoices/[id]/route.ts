import { invoicePath, invoiceShape, toInvoice } from "@/lib/api/billing";
import { invoicePdf } from "@/lib/billing/pdfkit";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { findSeller } from "@/lib/billing/queries/seller";
import { defineRoute } from "@/lib/http/define-route";
import { streamOf } from "@/lib/http/stream";

const PDF = "application/pdf";

export const GET = defineRoute(
  {
    summary: "Get an invoice",
    description: "Where the header Accept names application/pdf, the answer is the invoice as PDF.",
    operations: ["billing.view"],
    noun: "invoice",
    params: invoicePath,
    status: 200,
    answer: invoiceShape,
    files: [PDF],
  },
  async (actor, { params }, { headers }) => {
    const invoice = await findInvoice(actor, params.id);
    if (!headers.get("accept")?.includes(PDF)) return toInvoice(invoice);
    return new Response(streamOf(await invoicePdf(invoice, findSeller().bank)), { headers: { "Content-Type": PDF } });
  },
);
