import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { claimCharge } from "@/lib/billing/commands/claim-charge";
import { settleCharge } from "@/lib/billing/commands/settle-charge";
import { findProvider } from "@/lib/billing/provider";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

type Named = { accountId: string; chargeId: string };

/** Charges the saved cards whose day has come, and settles charges that were cut short. */
export async function chargeDueCards(): Promise<void> {
  if (findProvider().cards !== "stripe") return;
  const due = await systemDb().execute<Named>(sql`
    select c.account_id as "accountId", c.id as "chargeId" from card_charges c join accounts a on a.id = c.account_id
    where c.ended_at is null and c.due_at <= now() and a.deleted_at is null order by c.due_at`);
  for (const charge of due)
    await chargeCard(charge).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      log.warn("charge.delayed", { ...charge, reason: error.message });
    });
}

/**
 * Charges what is due of an invoice to the saved card. What is asked is written down before it is asked, and a charge that
 * may have been asked for is looked up first: whatever stops the server, a card is charged once.
 */
export async function chargeCard({ accountId, chargeId }: Named): Promise<void> {
  const [account] = await systemDb().execute<ActorAccount>(sql`
    select id, slug, name, plan from accounts where id = ${accountId} and deleted_at is null`);
  if (!account) return;
  const actor = systemActor(account, "Billing", randomUUID());
  const claim = await claimCharge(actor, chargeId);
  if (!claim) return;
  const provider = findProvider();
  const known = claim.isFresh ? null : await provider.findCharge(claim.charge);
  const answer = known ?? (await provider.chargeCard(claim.charge));
  if (answer.outcome !== "pending") await settleCharge(actor, claim.charge, answer);
}
