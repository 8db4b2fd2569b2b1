import { and, eq, isNull, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { cardCharges, type CHARGE_OUTCOMES, payers } from "@/db/schema/billing";
import type { SystemActor } from "@/lib/actor";
import { mailConfirmation, mailFailure, mailRefusedCard } from "@/lib/billing/commands/mail-billing";
import { planNextCharge } from "@/lib/billing/commands/plan-charge";
import { recordPayment } from "@/lib/billing/commands/record-payment";
import { type CardCharge, type ChargeAnswer, findProvider } from "@/lib/billing/provider";
import { type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type Row = typeof cardCharges.$inferSelect;

type Settled = Exclude<ChargeAnswer, { outcome: "pending" }>;

/** Keeps what has come of a charge: paid, or told of and tried again. Asked twice, it has its effect once. */
export async function settleCharge(actor: SystemActor, charge: CardCharge, answer: Settled): Promise<void> {
  const settled = await inTurn(actor, charge, async (tx, turn, { row, invoice }) => {
    switch (answer.outcome) {
      case "declined":
      case "refused":
        return failCharge(tx, turn, { row, invoice }, answer);
      case "confirm":
        await endCharge(tx, turn, row, { outcome: "confirm", reason: "The bank asks the card's holder to confirm." });
        if (invoice.due > 0) await mailConfirmation(tx, turn.account, invoice);
        return;
      case "paid":
        if (invoice.due !== charge.amount) return "paid twice";
        await recordPayment(tx, turn, invoice, { method: "card", reference: answer.payment });
        return endCharge(tx, turn, row, { outcome: "paid" });
    }
  });
  if (settled === "paid twice" && answer.outcome === "paid") await giveBack(actor, charge, answer.payment);
}

/** Someone paid in another way while the bank was asked. */
async function giveBack(actor: SystemActor, charge: CardCharge, payment: string): Promise<void> {
  await findProvider().refund({ paymentId: charge.id, reference: payment, amount: charge.amount });
  await inTurn(actor, charge, (tx, turn, { row }) =>
    endCharge(tx, turn, row, { outcome: "returned", reason: "The invoice was paid meanwhile." }),
  );
}

type OpenCharge = { row: Row; invoice: Invoice };

async function inTurn<T>(
  actor: SystemActor,
  { accountId, id, invoiceId }: CardCharge,
  work: (tx: Tx, turn: Turn, open: OpenCharge) => Promise<T>,
): Promise<T | null> {
  return withAccount(accountId, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.payInvoice");
    const row = await openCharge(tx, accountId, id);
    const [invoice] = await invoiceRows(tx, accountId, { where: sql`i.id = ${invoiceId}` });
    return row && invoice ? work(tx, turn, { row, invoice }) : null;
  });
}

/** A charge that has not been settled. */
export async function openCharge(tx: Tx, accountId: string, id: string): Promise<Row | undefined> {
  const c = cardCharges;
  const [row] = await tx
    .select()
    .from(c)
    .where(and(eq(c.accountId, accountId), eq(c.id, id), isNull(c.endedAt)));
  return row;
}

type Ending = { outcome: (typeof CHARGE_OUTCOMES)[number]; reason?: string };

/** Says so, and when the card is charged again; one that is refused for good only once another is in its place. */
export async function failCharge(
  tx: Tx,
  turn: Turn,
  { row, invoice }: OpenCharge,
  { outcome, reason }: { outcome: "declined" | "refused" | "no_card"; reason: string },
): Promise<null> {
  await endCharge(tx, turn, row, { outcome, reason });
  if (outcome === "refused" && row.asked?.mark)
    await tx.update(payers).set({ refusedCard: row.asked.mark }).where(eq(payers.accountId, row.accountId));
  if (invoice.due > 0) {
    const next = await planNextCharge(tx, row);
    const mail = outcome === "refused" ? mailRefusedCard : mailFailure;
    await mail(tx, turn.account, invoice, { reason, next });
  }
  return null;
}

export async function endCharge(tx: Tx, { now }: Turn, { accountId, id }: Row, ending: Ending): Promise<null> {
  const c = cardCharges;
  await tx
    .update(c)
    .set({ ...ending, endedAt: now })
    .where(and(eq(c.accountId, accountId), eq(c.id, id)));
  return null;
}
