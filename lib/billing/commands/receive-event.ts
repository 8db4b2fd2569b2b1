import "server-only";
import { eq, sql } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { systemDb, type Tx, withAccount } from "@/db/client";
import { payers, providerEvents } from "@/db/schema/billing";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { mailFailure } from "@/lib/billing/commands/mail-billing";
import { recordPayment } from "@/lib/billing/commands/record-payment";
import { recordRefund } from "@/lib/billing/commands/refund-invoice";
import { invoiceRows } from "@/lib/billing/queries/invoice-rows";
import type { StripeEvent } from "@/lib/billing/stripe";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** Each event has its effect once, however often it comes; one that comes late changes nothing that is settled. */
export async function receiveStripeEvent(event: StripeEvent): Promise<void> {
  const account = await accountOf(event);
  if (!account) return log.warn("stripe.unknown", { eventId: event.id });
  const actor = systemActor(account, "Stripe", randomUUID());
  await withAccount(account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.payInvoice");
    const fresh = await tx
      .insert(providerEvents)
      .values({ accountId: account.id, id: event.id, type: event.type })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    if (fresh.length > 0) await settle(tx, turn, event);
  });
}

async function accountOf(event: StripeEvent): Promise<ActorAccount | undefined> {
  const [account] = await systemDb().execute<ActorAccount>(sql`
    select a.id, a.slug, a.name, a.plan from accounts a where a.id = ${idOf(event)}`);
  return account;
}

function idOf(event: StripeEvent) {
  if (event.kind === "card") return sql`(select account_id from payers where customer = ${event.customer})`;
  if (event.kind === "refunded")
    return sql`(select account_id from payments where method = 'card' and reference = ${event.payment} limit 1)`;
  return sql`${event.accountId}`;
}

async function settle(tx: Tx, turn: Turn, event: StripeEvent): Promise<void> {
  switch (event.kind) {
    case "paid":
      return settlePayment(tx, turn, event);
    case "failed":
      return tellFailure(tx, turn, event);
    case "refunded":
      return recordRefund(tx, turn, event);
    case "card":
      return rereadCard(tx, turn);
    case "charge":
      // It is looked up as it is by then, so that the order of events does not matter.
      return enqueue(tx, "chargeCard", { accountId: turn.account.id, chargeId: event.chargeId });
  }
}

type PageEvent = Extract<StripeEvent, { kind: "paid" | "failed" }>;

async function settlePayment(tx: Tx, turn: Turn, event: PageEvent): Promise<void> {
  const [invoice] = await invoiceRows(tx, turn.account.id, { where: sql`i.id = ${event.invoiceId}` });
  if (!invoice) return;
  // Money that does not fit what is due is the operator's to give back.
  if (invoice.due !== event.amount || invoice.currency !== event.currency)
    return log.warn("stripe.mismatch", { eventId: event.id, invoice: invoice.number, amount: event.amount });
  await recordPayment(tx, turn, invoice, { method: "card", reference: event.payment });
  await rereadCard(tx, turn);
}

async function tellFailure(tx: Tx, turn: Turn, { invoiceId }: PageEvent): Promise<void> {
  const [invoice] = await invoiceRows(tx, turn.account.id, { where: sql`i.id = ${invoiceId}` });
  if (invoice && invoice.due > 0)
    await mailFailure(tx, turn.account, invoice, { reason: "The payment did not go through." });
}

/** Here too the order does not matter. */
async function rereadCard(tx: Tx, { account }: Turn): Promise<void> {
  const [payer] = await tx.select({ customer: payers.customer }).from(payers).where(eq(payers.accountId, account.id));
  if (payer) await enqueue(tx, "readCard", payer, { key: `card ${payer.customer}` });
}
