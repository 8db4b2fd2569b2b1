import { exportInvoices } from "@/lib/billing/queries/list-invoices";
import { sendFile } from "@/lib/http/send-file";

export const GET = sendFile("billing.view", async (actor) => ({
  name: `invoices-${actor.account.slug}.csv`,
  type: "text/csv; charset=utf-8",
  pieces: await exportInvoices(actor),
}));
