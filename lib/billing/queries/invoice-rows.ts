import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { InvoiceLine, Party } from "@/db/schema/billing";

export type InvoiceStatus = "open" | "overdue" | "paid" | "credit";

export type Invoice = {
  id: string;
  kind: "invoice" | "credit_note";
  number: string;
  status: InvoiceStatus;
  issuedAt: Date;
  dueAt: Date;
  seller: Party;
  buyer: Party;
  lines: InvoiceLine[];
  currency: string;
  subtotal: number;
  taxRate: number;
  taxNote: string;
  tax: number;
  total: number;
  /** Still to be paid. */
  due: number;
  /** When it is charged to the saved card; null: not by itself. */
  chargeAt: Date | null;
  /** Whether a bank asks the card's holder to confirm. */
  toConfirm: boolean;
};

type Times = "issuedAt" | "dueAt" | "chargeAt";
type Row = Omit<Invoice, Times> & { issuedAt: string; dueAt: string; chargeAt: string | null };

const paidOf = sql`coalesce((select sum(p.amount)::int from payments p
  where p.account_id = i.account_id and p.invoice_id = i.id), 0)`;

/** What is left to pay of the invoice row aliased `i`. */
export const dueOf = sql`greatest(i.total - ${paidOf}, 0)`;

const charges = sql`from card_charges c where c.account_id = i.account_id and c.invoice_id = i.id and ${dueOf} > 0`;

type Wanted = { where?: SQL; limit?: number | null; oldestFirst?: boolean };

/** The account's invoices that fit, newest first unless said otherwise. */
export async function invoiceRows(
  tx: Tx,
  accountId: string,
  { where = sql`true`, limit = null, oldestFirst = false }: Wanted = {},
): Promise<Invoice[]> {
  const rows = await tx.execute<Row>(sql`
    select i.id, i.kind, i.number, to_json(i.issued_at) as "issuedAt", to_json(i.due_at) as "dueAt", i.seller, i.buyer,
      i.lines, i.currency, i.subtotal, i.tax_rate as "taxRate", i.tax_note as "taxNote", i.tax, i.total, ${dueOf} as due,
      case when i.kind = 'credit_note' then 'credit' when ${dueOf} = 0 then 'paid'
        when i.due_at < now() then 'overdue' else 'open' end as status,
      (select to_json(c.due_at) ${charges} and c.ended_at is null) as "chargeAt",
      exists (select ${charges} and c.outcome = 'confirm') as "toConfirm"
    from invoices i where i.account_id = ${accountId} and ${where}
    order by ${oldestFirst ? sql`i.issued_at, i.id` : sql`i.issued_at desc, i.id desc`} limit ${limit}`);
  return rows.map((row) => ({
    ...row,
    issuedAt: new Date(row.issuedAt),
    dueAt: new Date(row.dueAt),
    chargeAt: row.chargeAt ? new Date(row.chargeAt) : null,
  }));
}

/** What credit notes have given back and neither an invoice nor a refund has used up yet, in minor units. */
export async function creditIn(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.execute<{ credit: number }>(sql`
    select (coalesce((select -sum(total) from invoices where account_id = ${accountId} and kind = 'credit_note'), 0)
      - coalesce((select sum(amount) from payments where account_id = ${accountId} and method = 'credit'), 0)
      - coalesce((select sum(amount) from refunds where account_id = ${accountId}), 0))::int as credit`);
  return row?.credit ?? 0;
}
