import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { subscriptions } from "@/db/schema/billing";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { billingUrl, mailBilling } from "@/lib/billing/commands/mail-billing";
import { type Subscription, subscriptionIn } from "@/lib/billing/queries/subscription";
import { AppError } from "@/lib/errors";
import { formatExact } from "@/lib/format";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** Everything works until the period's end, and until then it can be resumed; then the account has the Free plan. */
export async function cancelSubscription(actor: Actor, { name }: { name: string }): Promise<{ endsAt: Date }> {
  authorize(actor, "billing.cancel");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.cancel");
    if (name.trim() !== turn.account.name) {
      const message = `Type ${turn.account.name} to cancel its subscription.`;
      throw new AppError("invalid", message, { fields: [{ path: "name", message }] });
    }
    const subscription = await requireSubscription(tx, turn);
    if (subscription.cancelledAt) throw new AppError("conflict", "The subscription is cancelled already.");
    await mark(tx, turn, subscription, { cancelledAt: turn.now, cancelledBy: authorOf(turn.actor) });
    const ends = formatExact(subscription.periodEnd, { locale: "en", zone: "UTC" });
    await mailBilling(tx, turn.account, {
      template: "cancellation",
      props: { url: billingUrl(turn.account), account: turn.account.name, person: turn.actor.name, ends },
    });
    await record(tx, turn, "billing.cancel", { after: { endsAt: subscription.periodEnd } });
    return { endsAt: subscription.periodEnd };
  });
}

/** It goes on as if it had never been cancelled. */
export async function resumeSubscription(actor: Actor): Promise<void> {
  authorize(actor, "billing.resume");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.resume");
    const subscription = await requireSubscription(tx, turn);
    if (!subscription.cancelledAt) throw new AppError("conflict", "The subscription is not cancelled.");
    if (subscription.periodEnd <= turn.now)
      throw new AppError("conflict", "The subscription has ended. Choose a plan to begin a new one.");
    await mark(tx, turn, subscription, { cancelledAt: null, cancelledBy: null });
    await record(tx, turn, "billing.resume", { before: { endsAt: subscription.periodEnd } });
  });
}

async function requireSubscription(tx: Tx, { account }: Turn): Promise<Subscription> {
  const subscription = await subscriptionIn(tx, account.id);
  if (subscription) return subscription;
  throw new AppError("conflict", "There is no subscription: nothing is charged for this account.");
}

type Cancellation = Pick<Subscription, "cancelledAt" | "cancelledBy">;

async function mark(tx: Tx, { account }: Turn, { id }: Subscription, cancellation: Cancellation): Promise<void> {
  const s = subscriptions;
  await tx
    .update(s)
    .set(cancellation)
    .where(and(eq(s.accountId, account.id), eq(s.id, id)));
}

async function record(
  tx: Tx,
  { actor, account }: Turn,
  operation: "billing.cancel" | "billing.resume",
  change: { before?: unknown; after?: unknown },
): Promise<void> {
  await recordAudit(tx, actor, operation, { kind: "account", id: account.id, name: account.name }, change);
}
