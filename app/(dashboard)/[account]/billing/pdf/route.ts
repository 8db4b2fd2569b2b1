import { invoicePdf } from "@/lib/billing/pdfkit";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { findSeller } from "@/lib/billing/queries/seller";
import { sendFile } from "@/lib/http/send-file";

export const GET = sendFile("billing.view", async (actor, { invoice: id }) => {
  const invoice = await findInvoice(actor, String(id));
  return {
    name: `${invoice.number}.pdf`,
    type: "application/pdf",
    pieces: invoicePdf(invoice, findSeller().bank),
  };
});
