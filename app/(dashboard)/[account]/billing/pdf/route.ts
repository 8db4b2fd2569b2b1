import { invoiceInput } from "@/lib/billing/input";
import { invoicePdf } from "@/lib/billing/pdfkit";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { findSeller } from "@/lib/billing/queries/seller";
import { parseInput } from "@/lib/http/parse";
import { sendFile } from "@/lib/http/send-file";

export const GET = sendFile("billing.view", async (actor, params) => {
  const { invoiceId } = parseInput(invoiceInput, { invoiceId: params.invoice });
  const invoice = await findInvoice(actor, invoiceId);
  return {
    name: `${invoice.number}.pdf`,
    type: "application/pdf",
    pieces: await invoicePdf(invoice, findSeller().bank),
  };
});
