import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb, type Tx, withSystem } from "@/db/client";
import { newId } from "@/db/ids";
import { subscriptions } from "@/db/schema/billing";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { endSubscription } from "@/lib/billing/commands/change-terms";
import { linesFor } from "@/lib/billing/commands/draft-terms";
import { issueInvoice } from "@/lib/billing/commands/issue-invoice";
import { mailEnd, mailTrialEnd } from "@/lib/billing/commands/mail-billing";
import { setTerms } from "@/lib/billing/commands/set-terms";
import { dueOf, type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { type Subscription, subscriptionIn } from "@/lib/billing/queries/subscription";
import { limitOf, periodFrom, UNPAID_DAYS } from "@/lib/billing/rules";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/**
 * Begins the next period of every subscription whose period is over, or ends it where it was cancelled or not paid. Trials
 * that are over end.
 */
export async function renewSubscriptions(): Promise<void> {
  const due = await systemDb().execute<ActorAccount>(sql`
    select a.id, a.slug, a.name, a.plan from accounts a left join subscriptions s on s.account_id = a.id and s.ended_at is null
    where least(s.period_end, a.plan_until) <= now() and a.deleted_at is null`);
  for (const account of due) {
    const actor = systemActor(account, "Billing", randomUUID());
    // A server that was off for long catches up, one period a transaction.
    while (await withSystem(async (tx) => settle(tx, await lockAccount(tx, actor, "billing.changePlan"))));
  }
}

/** @returns whether a period was over */
async function settle(tx: Tx, turn: Turn): Promise<boolean> {
  const { planUntil } = turn.account;
  if (planUntil && planUntil <= turn.now) {
    await fallToFree(tx, turn);
    await mailTrialEnd(tx, turn.account);
    return false;
  }
  const subscription = await subscriptionIn(tx, turn.account.id);
  if (!subscription || subscription.periodEnd > turn.now) return false;
  const { cancelledAt, id } = subscription;
  const unpaid = await longUnpaid(tx, turn);
  if (cancelledAt || unpaid || turn.account.plan === "free") {
    await endSubscription(tx, turn, id, cancelledAt ? "cancelled" : unpaid ? "not paid" : "no plan to charge for");
    await fallToFree(tx, turn);
    if (unpaid && !cancelledAt) await mailEnd(tx, turn.account, unpaid);
  } else {
    await endSubscription(tx, turn, id, "renewed");
    await renew(tx, turn, subscription);
  }
  return true;
}

/** The oldest invoice that has been overdue for so long that no other is added to it. */
async function longUnpaid(tx: Tx, { account }: Turn): Promise<Invoice | undefined> {
  const [invoice] = await invoiceRows(tx, account.id, {
    where: sql`i.kind = 'invoice' and i.due_at <= now() - make_interval(days => ${UNPAID_DAYS}) and ${dueOf} > 0`,
    oldestFirst: true,
    limit: 1,
  });
  return invoice;
}

async function renew(tx: Tx, turn: Turn, { periodEnd, anchorDay }: Subscription): Promise<void> {
  const terms = { plan: turn.account.plan, seats: limitOf("seats", turn.account) };
  const period = periodFrom(periodEnd, anchorDay);
  await tx.insert(subscriptions).values({
    ...turn.begun,
    ...terms,
    id: newId("subscription"),
    periodStart: period.start,
    periodEnd: period.end,
    anchorDay,
  });
  await issueInvoice(tx, turn, linesFor(terms, period));
}

async function fallToFree(tx: Tx, turn: Turn): Promise<void> {
  if (turn.account.plan !== "free") await setTerms(tx, turn, { plan: "free", planUntil: null, seatLimit: null });
}
