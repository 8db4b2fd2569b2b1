import "server-only";
import { eq, sql } from "drizzle-orm";
import { systemDb, withAccount } from "@/db/client";
import { payers } from "@/db/schema/billing";
import type { Actor } from "@/lib/actor";
import { billingUrl } from "@/lib/billing/commands/mail-billing";
import { findProvider, markOf } from "@/lib/billing/provider";
import { findPayable } from "@/lib/billing/queries/list-invoices";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

/** The address of the page on which the invoice is paid by card. */
export async function beginCheckout(actor: Actor, { invoiceId }: { invoiceId: string }): Promise<{ url: string }> {
  authorize(actor, "billing.payInvoice");
  const invoice = await findPayable(actor, invoiceId);
  const { account } = actor;
  const customer = (await findCustomer(account.id)) ?? (await createCustomer(account.id));
  const returnTo = billingUrl(account, invoiceId);
  return { url: await findProvider().openCheckout({ accountId: account.id, customer, invoice, returnTo }) };
}

/** The address of the page on which the account's cards are changed and removed. */
export async function openPortal(actor: Actor): Promise<{ url: string }> {
  authorize(actor, "billing.editDetails");
  const customer = await findCustomer(actor.account.id);
  if (!customer) throw new AppError("conflict", "No card is kept yet: one is when an invoice is paid by card.");
  return { url: await findProvider().openPortal({ customer, returnTo: billingUrl(actor.account) }) };
}

async function findCustomer(accountId: string): Promise<string | null> {
  return withAccount(accountId, async (tx) => {
    const [payer] = await tx.select({ customer: payers.customer }).from(payers).where(eq(payers.accountId, accountId));
    return payer?.customer ?? null;
  });
}

/** The provider answers the same to whoever asks twice, so that nothing need be locked while it is asked. */
async function createCustomer(accountId: string): Promise<string> {
  const customer = await findProvider().createCustomer(accountId);
  await withAccount(accountId, (tx) => tx.insert(payers).values({ accountId, customer }).onConflictDoNothing());
  return customer;
}

/** Keeps what may be shown of the card that the provider has now. */
export async function readCard({ customer }: { customer: string }): Promise<void> {
  const card = await findProvider().findCard(customer);
  const shown = { cardBrand: card?.brand ?? null, cardLast4: card?.last4 ?? null, cardExpires: card?.expires ?? null };
  const refusedCard = sql`case when ${payers.refusedCard} = ${card && markOf(card)} then ${payers.refusedCard} end`;
  await systemDb()
    .update(payers)
    .set({ ...shown, refusedCard })
    .where(eq(payers.customer, customer));
}
