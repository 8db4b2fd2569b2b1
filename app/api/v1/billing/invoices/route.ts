import { invoicesShape, toInvoice } from "@/lib/api/billing";
import { pageQuery } from "@/lib/api/paging";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "List invoices and credit notes",
    description: "The newest first.",
    operations: ["billing.view"],
    query: pageQuery,
    status: 200,
    answer: invoicesShape,
  },
  async (actor, { query: { limit, cursor = null } }) => {
    const { rows, next } = await listInvoices(actor, { after: cursor, limit });
    return { data: rows.map(toInvoice), next_cursor: next };
  },
);
