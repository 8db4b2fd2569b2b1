import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { type InvoiceLine, invoices, type Party, payments } from "@/db/schema/billing";
import { mailInvoice } from "@/lib/billing/commands/mail-billing";
import { planFirstCharge } from "@/lib/billing/commands/plan-charge";
import { buyerOf, detailsIn } from "@/lib/billing/queries/details";
import { creditIn, type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { findSeller } from "@/lib/billing/queries/seller";
import { CURRENCY, DUE_DAYS } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";
import { notFound } from "@/lib/errors";
import { taxFor, taxOn } from "@/lib/tax/rules";
import type { Turn } from "@/lib/users/queries/lock-account";

export type Amounts = {
  lines: InvoiceLine[];
  subtotal: number;
  taxRate: number;
  taxNote: string;
  tax: number;
  total: number;
};

/** What an invoice with these lines comes to for the account: tax is taken once, of their sum. */
export async function amountsOf(tx: Tx, accountId: string, lines: InvoiceLine[]): Promise<Amounts> {
  const details = await detailsIn(tx, accountId);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  const { rate, note } = taxFor({
    sellerCountry: findSeller().country,
    buyerCountry: details?.country ?? null,
    buyerTaxId: details?.taxId ?? null,
  });
  const tax = taxOn(subtotal, rate);
  return { lines, subtotal, taxRate: rate, taxNote: note, tax, total: subtotal + tax };
}

/**
 * Issues an invoice, or a credit note where the lines give back more than they charge, pays what is open out of
 * credit, charges the rest to the saved card, and mails it.
 */
export async function issueInvoice(tx: Tx, turn: Turn, lines: InvoiceLine[]): Promise<Invoice | null> {
  const { account } = turn;
  const amounts = await amountsOf(tx, account.id, lines);
  if (amounts.total === 0) return null;
  const buyer = buyerOf(account.name, await detailsIn(tx, account.id));
  const { id } = await writeInvoice(tx, turn, { ...amounts, buyer });
  await spendCredit(tx, turn);
  const issued = await findIssued(tx, account.id, id);
  await mailInvoice(tx, account, issued, await planFirstCharge(tx, turn, issued));
  return issued;
}

/** Gives the document the next number. Call it in the account's turn: numbers have no gaps. */
export async function writeInvoice(tx: Tx, turn: Turn, document: Amounts & { buyer: Party }): Promise<Invoice> {
  const { account, now } = turn;
  const year = now.getUTCFullYear();
  const [last] = await tx.execute<{ sequence: number }>(sql`
    select coalesce(max(sequence), 0) as sequence from invoices where account_id = ${account.id} and year = ${year}`);
  const sequence = (last?.sequence ?? 0) + 1;
  const { bank: _, ...seller } = findSeller();
  const id = newId("invoice");
  await tx.insert(invoices).values({
    ...document,
    accountId: account.id,
    id,
    kind: document.total > 0 ? "invoice" : "credit_note",
    year,
    sequence,
    number: numberOf(account.id, year, sequence),
    issuedAt: now,
    dueAt: new Date(now.getTime() + DUE_DAYS * DAY_MS),
    seller,
    currency: CURRENCY,
  });
  return findIssued(tx, account.id, id);
}

async function findIssued(tx: Tx, accountId: string, id: string): Promise<Invoice> {
  const [issued] = await invoiceRows(tx, accountId, { where: sql`i.id = ${id}` });
  if (!issued) throw notFound("invoice");
  return issued;
}

/** The end of the account's id makes a number the only one of its kind on the server, so that it can name a transfer. */
export const numberOf = (accountId: string, year: number, sequence: number) =>
  `${accountId.slice(-8).toUpperCase()}-${year}-${String(sequence).padStart(4, "0")}`;

/** The oldest open invoice first. */
async function spendCredit(tx: Tx, { account, now }: Turn): Promise<void> {
  let credit = await creditIn(tx, account.id);
  const open = (await invoiceRows(tx, account.id, { where: sql`i.kind = 'invoice'` })).filter(({ due }) => due > 0);
  for (const { id, due } of open.toReversed()) {
    const amount = Math.min(credit, due);
    if (amount <= 0) return;
    credit -= amount;
    await tx.insert(payments).values({
      accountId: account.id,
      id: newId("payment"),
      invoiceId: id,
      method: "credit",
      amount,
      reference: "Credit",
      at: now,
      by: "system",
    });
  }
}
