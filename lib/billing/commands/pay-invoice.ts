import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, SystemActor } from "@/lib/actor";
import { mailFailure } from "@/lib/billing/commands/mail-billing";
import { recordPayment } from "@/lib/billing/commands/record-payment";
import { type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { judgeTestCard, TEST_CARD_DECLINED } from "@/lib/billing/test-cards";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { seal, unseal } from "@/lib/seal";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const PURPOSE = "card confirmation";
const PATIENCE_SECONDS = 10 * 60;

type Pending = { accountId: string; invoiceId: string; card: string };

export type CardOutcome = { outcome: "paid" } | { outcome: "confirm"; confirmation: string };

/**
 * In the demo alone: pays what is due of an invoice with one of the numbers that stand for what a bank may answer. The
 * number is looked at and forgotten; only its last digits are kept.
 */
export async function payByTestCard(
  actor: Actor,
  { invoiceId, number }: { invoiceId: string; number: string },
): Promise<CardOutcome> {
  authorize(actor, "billing.payInvoice");
  if (!env().APERTURE_DEMO) throw new AppError("conflict", "Test cards pay in the demo alone.");
  const { answer, card } = judgeTestCard(number);
  if (answer === "confirm") {
    await withOpenInvoice(actor, { id: invoiceId }, async () => undefined);
    return {
      outcome: "confirm",
      confirmation: seal(PURPOSE, { accountId: actor.account.id, invoiceId, card }, PATIENCE_SECONDS),
    };
  }
  await settleByCard(actor, { invoiceId, card, approved: answer === "paid" });
  return { outcome: "paid" };
}

/** What the holder of a card answers to their bank. */
export async function confirmTestCard(
  actor: Actor,
  { confirmation, approved }: { confirmation: string; approved: boolean },
): Promise<CardOutcome> {
  authorize(actor, "billing.payInvoice");
  const pending = unseal<Pending>(PURPOSE, confirmation);
  if (!pending || pending.accountId !== actor.account.id)
    throw new AppError("gone", "This confirmation is too old. Pay again.");
  await settleByCard(actor, { ...pending, approved });
  return { outcome: "paid" };
}

type Settlement = { invoiceId: string; card: string; approved: boolean };

async function settleByCard(actor: Actor, { invoiceId, card, approved }: Settlement): Promise<void> {
  await withOpenInvoice(actor, { id: invoiceId }, async (tx, turn, invoice) => {
    if (approved) await recordPayment(tx, turn, invoice, { method: "card", reference: card });
    else await mailFailure(tx, turn.account, invoice, { reason: TEST_CARD_DECLINED });
  });
  if (!approved)
    throw new AppError("conflict", `${TEST_CARD_DECLINED} Nothing was paid.`, {
      fields: [{ path: "number", message: TEST_CARD_DECLINED }],
    });
}

/** For the operator, who has seen the money on the bank account. */
export async function markPaid(
  actor: SystemActor,
  { number, reference }: { number: string; reference: string },
): Promise<Invoice> {
  authorize(actor, "billing.payInvoice");
  return withOpenInvoice(actor, { number }, async (tx, turn, invoice) => {
    await recordPayment(tx, turn, invoice, { method: "transfer", reference });
    return { ...invoice, due: 0, status: "paid" };
  });
}

type Named = { id: string } | { number: string };

/** Whoever comes second finds the invoice paid: nothing is ever paid twice. */
async function withOpenInvoice<T>(
  actor: Actor,
  named: Named,
  work: (tx: Tx, turn: Turn, invoice: Invoice) => Promise<T>,
): Promise<T> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.payInvoice");
    const where = "id" in named ? sql`i.id = ${named.id}` : sql`i.number = ${named.number}`;
    const [invoice] = await invoiceRows(tx, turn.account.id, { where });
    if (!invoice) throw notFound("invoice");
    if (invoice.kind === "credit_note") throw new AppError("conflict", "A credit note is not paid: it gives back.");
    if (invoice.due === 0) throw new AppError("conflict", `Invoice ${invoice.number} is paid already.`);
    return work(tx, turn, invoice);
  });
}
