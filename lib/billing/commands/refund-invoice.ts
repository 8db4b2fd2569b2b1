import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { refunds } from "@/db/schema/billing";
import { authorOf, type SystemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { writeInvoice } from "@/lib/billing/commands/issue-invoice";
import { mailRefund } from "@/lib/billing/commands/mail-billing";
import { findProvider } from "@/lib/billing/provider";
import { type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { divideRounded } from "@/lib/billing/rules";
import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type Payment = { id: string; invoiceId: string; method: "card" | "transfer"; reference: string; left: number };

/**
 * For the operator: gives back what was paid of an invoice, the way it came, with a credit note. A transfer is made by
 * hand. @returns the amounts given back, in minor units
 */
export async function refundInvoice(actor: SystemActor, { number }: { number: string }): Promise<number[]> {
  authorize(actor, "billing.payInvoice");
  const paid = await withAccount(actor.account.id, (tx) => paymentsOf(tx, actor.account.id, sql`i.number = ${number}`));
  if (paid.length === 0) throw notFound("payment of this invoice");
  const open = paid.filter(({ left }) => left > 0);
  if (open.length === 0) throw new AppError("conflict", `What was paid of ${number} is given back already.`);
  for (const { id: paymentId, method, reference: payment, left: amount } of open) {
    // The money first: a server that stops now learns of it by the provider's event, and both tell the same reference.
    const refund =
      method === "card"
        ? await findProvider().refund({ paymentId, reference: payment, amount })
        : `Transfer for ${paymentId}`;
    await withAccount(actor.account.id, async (tx) =>
      recordRefund(tx, await lockAccount(tx, actor, "billing.payInvoice"), { payment, refund, amount }),
    );
  }
  return open.map(({ left }) => left);
}

type Refund = { payment: string; refund: string; amount: number };

/** Money was given back: a credit note says so, and no credit is left of it. Each refund once, whoever tells of it. */
export async function recordRefund(tx: Tx, turn: Turn, { payment, refund, amount }: Refund): Promise<void> {
  const { account, actor, now } = turn;
  const [told] = await tx.execute(sql`
    select from refunds where account_id = ${account.id} and reference = ${refund}`);
  if (told) return;
  const [paid] = await paymentsOf(tx, account.id, sql`p.reference = ${payment}`);
  const [invoice] = await invoiceRows(tx, account.id, { where: sql`i.id = ${paid?.invoiceId ?? null}` });
  if (!paid || !invoice || amount > paid.left) return log.warn("refund.mismatch", { payment, refund, amount });

  const note = await writeInvoice(tx, turn, { ...amountsOfRefund(invoice, amount), buyer: invoice.buyer });
  const row = { accountId: account.id, id: newId("refund"), creditNoteId: note.id, paymentId: paid.id, amount };
  await tx.insert(refunds).values({ ...row, reference: refund, at: now, by: authorOf(actor) });
  await mailRefund(tx, account, note);
  await recordAudit(
    tx,
    actor,
    "billing.refund",
    { kind: "invoice", id: invoice.id, name: invoice.number },
    { after: { amount, currency: invoice.currency, creditNote: note.number, reference: refund } },
  );
}

/** By the tax of the invoice, whatever it would be today; the tax is what the amount holds of it, rounded to the cent. */
function amountsOfRefund({ number, taxRate, taxNote }: Invoice, amount: number) {
  const subtotal = divideRounded(BigInt(amount) * 10_000n, BigInt(10_000 + taxRate));
  const line = { text: `Refund of invoice ${number}`, quantity: 1, unitPrice: -subtotal, amount: -subtotal };
  return { lines: [line], subtotal: -subtotal, taxRate, taxNote, tax: subtotal - amount, total: -amount };
}

async function paymentsOf(tx: Tx, accountId: string, where: ReturnType<typeof sql>): Promise<Payment[]> {
  return [
    ...(await tx.execute<Payment>(sql`
      select p.id, p.invoice_id as "invoiceId", p.method, p.reference, (p.amount - coalesce((select sum(r.amount) from refunds r
        where r.account_id = p.account_id and r.payment_id = p.id), 0))::int as left
      from payments p join invoices i on i.account_id = p.account_id and i.id = p.invoice_id
      where p.account_id = ${accountId} and p.method <> 'credit' and ${where} order by p.at, p.id`)),
  ];
}
