import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { cardCharges } from "@/db/schema/billing";
import { findProvider } from "@/lib/billing/provider";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { CHARGE_AGAIN_DAYS } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";
import { enqueue } from "@/lib/jobs/enqueue";
import type { Turn } from "@/lib/users/queries/lock-account";

/**
 * What is due of a new invoice is charged to the saved card, where there is one.
 * @returns the end of its number, unless its bank has refused it for good
 */
export async function planFirstCharge(tx: Tx, { account, now }: Turn, { id, due }: Invoice): Promise<string | null> {
  if (due === 0 || findProvider().cards !== "stripe") return null;
  const [payer] = await tx.execute<{ last4: string | null; isRefused: boolean }>(sql`
    select card_last4 as last4, refused_card is not null as "isRefused" from payers where account_id = ${account.id}`);
  if (!payer?.last4) return null;
  const chargeId = await plan(tx, { accountId: account.id, invoiceId: id, attempt: 1, dueAt: now });
  await enqueue(tx, "chargeCard", { accountId: account.id, chargeId });
  return payer.isRefused ? null : payer.last4;
}

type Failed = { accountId: string; invoiceId: string; attempt: number };

/** Days are counted from the first try. @returns when the card is charged again; null: no more by itself */
export async function planNextCharge(tx: Tx, { accountId, invoiceId, attempt }: Failed): Promise<Date | null> {
  const days = CHARGE_AGAIN_DAYS[attempt - 1];
  const [first] = await tx.execute<{ at: string }>(sql`
    select to_json(due_at) as at from card_charges
    where account_id = ${accountId} and invoice_id = ${invoiceId} and attempt = 1`);
  if (days === undefined || !first) return null;
  const dueAt = new Date(new Date(first.at).getTime() + days * DAY_MS);
  await plan(tx, { accountId, invoiceId, attempt: attempt + 1, dueAt });
  return dueAt;
}

async function plan(tx: Tx, charge: Failed & { dueAt: Date }): Promise<string> {
  const id = newId("cardCharge");
  await tx.insert(cardCharges).values({ ...charge, id });
  return id;
}
