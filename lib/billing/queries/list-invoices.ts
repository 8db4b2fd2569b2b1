import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { csvLine } from "@/lib/csv";
import { AppError, notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

type InvoicePage = { rows: Invoice[]; next: string | null; previous: string | null };

type At = { after?: string | null; before?: string | null; limit?: number };

/** Newest first; the id of the last one of a page leads on to the next, that of the first one back. */
export async function listInvoices(
  actor: Actor,
  { after = null, before = null, limit = 50 }: At = {},
): Promise<InvoicePage> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const from = before ?? after;
    if (from) await requireCursor(tx, actor.account.id, from);
    const place = sql`(select l.issued_at, l.id from invoices l where l.account_id = i.account_id and l.id = ${from})`;
    const where = before
      ? sql`(i.issued_at, i.id) > ${place}`
      : after
        ? sql`(i.issued_at, i.id) < ${place}`
        : sql`true`;
    const found = await invoiceRows(tx, actor.account.id, { where, limit: limit + 1, oldestFirst: before !== null });
    const isMore = found.length > limit;
    const rows = before ? found.slice(0, limit).toReversed() : found.slice(0, limit);
    return {
      rows,
      next: before || isMore ? (rows.at(-1)?.id ?? null) : null,
      previous: (before ? isMore : after !== null) ? (rows[0]?.id ?? null) : null,
    };
  });
}

async function requireCursor(tx: Tx, accountId: string, id: string): Promise<void> {
  const [found] = await invoiceRows(tx, accountId, { where: sql`i.id = ${id}` });
  if (found) return;
  const message = "This cursor does not belong to this list. Begin at the first page.";
  throw new AppError("invalid", message, { fields: [{ path: "cursor", message }] });
}

export type InvoicePayment = {
  id: string;
  method: "card" | "transfer" | "credit";
  amount: number;
  reference: string;
  at: Date;
};

/** A try to charge the saved card that did not pay. */
export type FailedCharge = {
  id: string;
  outcome: "declined" | "refused" | "confirm" | "no_card";
  reason: string;
  at: Date;
};

export type InvoiceWithPayments = Invoice & { payments: InvoicePayment[]; failedCharges: FailedCharge[] };

export async function findInvoice(actor: Actor, id: string): Promise<InvoiceWithPayments> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const [invoice] = await invoiceRows(tx, actor.account.id, { where: sql`i.id = ${id}` });
    if (!invoice) throw notFound("invoice");
    const payments = await tx.execute<Omit<InvoicePayment, "at"> & { at: string }>(sql`
      select p.id, p.method, p.amount, p.reference, to_json(p.at) as at from payments p
      where p.account_id = ${actor.account.id} and p.invoice_id = ${id} order by p.at, p.id`);
    const failed = await tx.execute<Omit<FailedCharge, "at"> & { at: string }>(sql`
      select c.id, c.outcome, c.reason, to_json(c.ended_at) as at from card_charges c
      where c.account_id = ${actor.account.id} and c.invoice_id = ${id} and c.outcome in ('declined', 'refused', 'confirm', 'no_card')
      order by c.attempt`);
    return { ...invoice, payments: payments.map(withTime), failedCharges: failed.map(withTime) };
  });
}

const withTime = <T extends { at: string }>(row: T) => ({ ...row, at: new Date(row.at) });

/** An invoice of which something is still to be paid. */
export async function findPayable(actor: Actor, id: string): Promise<Invoice> {
  authorize(actor, "billing.payInvoice");
  const invoice = await findInvoice(actor, id);
  if (invoice.due > 0) return invoice;
  throw new AppError("conflict", `Nothing is to be paid of ${invoice.number}.`);
}

const HEADERS = [
  "Number",
  "Kind",
  "Status",
  "Issued",
  "Due",
  "Currency",
  "Subtotal",
  "Tax rate",
  "Tax",
  "Total",
  "Open",
];

/** Every invoice and credit note as CSV, newest first; amounts in the currency's units with two decimals. */
export async function exportInvoices(actor: Actor): Promise<AsyncIterable<string>> {
  authorize(actor, "billing.view");
  const invoices = await withAccount(actor.account.id, (tx) => invoiceRows(tx, actor.account.id));
  return (async function* () {
    yield csvLine(HEADERS);
    for (const invoice of invoices) yield csvLine(cellsOf(invoice));
  })();
}

/** Numbers, not texts: a spreadsheet adds them up. */
const decimal = (minor: number) => minor / 100;

const cellsOf = (invoice: Invoice) => [
  invoice.number,
  invoice.kind === "invoice" ? "Invoice" : "Credit note",
  invoice.status,
  invoice.issuedAt.toISOString().slice(0, 10),
  invoice.dueAt.toISOString().slice(0, 10),
  invoice.currency,
  decimal(invoice.subtotal),
  decimal(invoice.taxRate),
  decimal(invoice.tax),
  decimal(invoice.total),
  decimal(invoice.due),
];
