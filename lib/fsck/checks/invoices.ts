import { sql } from "drizzle-orm";
import type { Check } from "@/lib/fsck/checks/check";

export const INVOICES: Record<string, Check> = {
  invoiceNumbers: {
    holds: "The numbers of invoices have no gaps, within each account and year",
    broken: sql`
      select a.slug as account, 'the invoice before ' || n.number || ' is missing' as what from (
        select i.*, row_number() over (partition by i.account_id, i.year order by i.sequence) as place from invoices i) n
      join accounts a on a.id = n.account_id where n.sequence <> n.place`,
  },

  invoiceSums: {
    holds: "The lines of an invoice add up to its sum",
    broken: sql`
      select a.slug as account, i.number || ' does not add up' as what from invoices i join accounts a on a.id = i.account_id
      where i.subtotal <> (select sum((line->>'amount')::int) from jsonb_array_elements(i.lines) line)`,
  },

  payments: {
    holds: "No invoice is paid with more than it asks for, and no credit is spent twice",
    broken: sql`
      select a.slug as account, i.number || ' is overpaid' as what from invoices i join accounts a on a.id = i.account_id
      where (select coalesce(sum(p.amount), 0) from payments p where p.account_id = i.account_id and p.invoice_id = i.id)
        > greatest(i.total, 0)
      union all
      select a.slug, 'more credit is spent than was given' from accounts a
      where (select coalesce(sum(p.amount), 0) from payments p where p.account_id = a.id and p.method = 'credit')
          + (select coalesce(sum(r.amount), 0) from refunds r where r.account_id = a.id)
        > (select coalesce(-sum(i.total), 0) from invoices i where i.account_id = a.id and i.kind = 'credit_note')`,
  },
};
