import "server-only";
import { sql } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { type Tx, systemDb, withAccount } from "@/db/client";
import { providerEvents } from "@/db/schema/billing";
import { type Actor, type ActorAccount, systemActor } from "@/lib/actor";
import { billingUrl, mailFailure } from "@/lib/billing/commands/mail-billing";
import { recordPayment } from "@/lib/billing/commands/record-payment";
import { type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { findPayable } from "@/lib/billing/queries/list-invoices";
import { hasStripe, openCheckout, type StripeEvent } from "@/lib/billing/stripe";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** The address of the page on which the invoice is paid by card. */
export async function beginCheckout(actor: Actor, { invoiceId }: { invoiceId: string }): Promise<{ url: string }> {
  authorize(actor, "billing.payInvoice");
  if (!hasStripe()) throw new AppError("conflict", "Card payments are not set up on this server. Pay by transfer.");
  const invoice = await findPayable(actor, invoiceId);
  const { account } = actor;
  return { url: await openCheckout({ accountId: account.id, invoice, returnTo: billingUrl(account, invoiceId) }) };
}

/** Each event has its effect once, however often it comes; one that comes late changes nothing that is settled. */
export async function receiveStripeEvent(event: StripeEvent): Promise<void> {
  const [account] = await systemDb().execute<ActorAccount>(
    sql`select id, slug, name, plan from accounts where id = ${event.accountId}`,
  );
  if (!account) return log.warn("stripe.unknown", { event: event.id });
  const actor = systemActor(account, "Stripe", randomUUID());
  await withAccount(account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.payInvoice");
    const fresh = await tx
      .insert(providerEvents)
      .values({ accountId: account.id, id: event.id, type: event.type })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    const [invoice] = await invoiceRows(tx, account.id, { where: sql`i.id = ${event.invoiceId}` });
    if (fresh.length > 0 && invoice) await settle(tx, turn, invoice, event);
  });
}

async function settle(tx: Tx, turn: Turn, invoice: Invoice, event: StripeEvent): Promise<void> {
  if (event.outcome === "failed") {
    if (invoice.due > 0) await mailFailure(tx, turn.account, invoice, "The payment did not go through.");
    return;
  }
  // Money that does not fit what is due is the operator's to give back.
  if (invoice.due !== event.amount || invoice.currency !== event.currency)
    return log.warn("stripe.mismatch", { event: event.id, invoice: invoice.number, amount: event.amount });
  await recordPayment(tx, turn, invoice, { method: "card", reference: event.payment });
}
