import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { authorOf, type MemberActor, type SystemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { endSubscription } from "@/lib/billing/commands/change-terms";
import { subscriptionIn } from "@/lib/billing/queries/subscription";
import { DAY_MS } from "@/lib/day";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { writeMails } from "@/lib/mails/commands";
import { authorize } from "@/lib/permissions/can";
import { administratorAddresses } from "@/lib/settings/queries";
import { RECENT_MINUTES, RESTORE_DAYS } from "@/lib/settings/rules";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/**
 * From the next request on the account opens for nobody: its people are signed out, its keys, links, invitations and
 * delivered images stop, and nothing further is charged. Its operator can restore it for some weeks.
 */
export async function deleteAccount(actor: MemberActor, { name }: { name: string }): Promise<void> {
  authorize(actor, "settings.account");
  await withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "settings.account");
    const { account, now } = turn;
    if (name.trim() !== account.name) throw notTyped(account.name);
    await requireRecentSignIn(tx, actor);
    await tx
      .update(accounts)
      .set({ deletedAt: now, deletedBy: authorOf(actor) })
      .where(eq(accounts.id, account.id));
    const subscription = await subscriptionIn(tx, account.id);
    if (subscription) await endSubscription(tx, turn, subscription.id, "account deleted");
    await mailAdministrators(tx, turn);
    await endSessions(tx, turn);
    await forgetDelivered(tx, account.id);
    await recordAudit(tx, turn.actor, "account.delete", { kind: "account", id: account.id, name: account.name });
  });
}

/** For the operator: its people, keys and links work as before. A subscription is begun anew by choosing a plan. */
export async function restoreAccount(actor: SystemActor): Promise<void> {
  authorize(actor, "settings.account");
  await withSystem(async (tx) => {
    const [restored] = await tx.execute(sql`
      update accounts set deleted_at = null, deleted_by = null, erasure_told_days = null
      where id = ${actor.account.id} and deleted_at > now() - make_interval(days => ${RESTORE_DAYS}) returning id`);
    if (!restored) throw new AppError("conflict", "This account is not deleted, or was so too long ago.");
    const { id, name } = actor.account;
    await recordAudit(tx, actor, "account.restore", { kind: "account", id, name });
  });
}

function notTyped(name: string): AppError {
  const message = `Type ${name} to delete the account.`;
  return new AppError("invalid", message, { fields: [{ path: "name", message }] });
}

/** A browser that was left open somewhere is not enough for this. */
async function requireRecentSignIn(tx: Tx, { sessionId }: MemberActor): Promise<void> {
  const [recent] = await tx.execute(sql`
    select from sessions where id = ${sessionId} and ended_at is null
      and started_at > now() - make_interval(mins => ${RECENT_MINUTES})`);
  if (!recent)
    throw new AppError(
      "conflict",
      `To delete the account, sign out and in again: that must be less than ${RECENT_MINUTES} minutes ago.`,
    );
}

async function mailAdministrators(tx: Tx, { account, actor, now }: Turn): Promise<void> {
  const until = new Date(now.getTime() + RESTORE_DAYS * DAY_MS);
  const props = {
    url: env().APERTURE_URL,
    account: account.name,
    person: actor.name,
    until: formatDate(until, { locale: "en", zone: "UTC" }),
  };
  const administrators = await administratorAddresses(tx, account.id);
  await writeMails(
    tx,
    administrators.map((to) => ({ accountId: account.id, to, template: "account-deleted", props })),
  );
}

/** No server keeps a picture of the account's in its cache. */
async function forgetDelivered(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`
    insert into purge_marks (account_id, kind, source_id) select account_id, 'source', id from sources where account_id = ${accountId}`);
}

async function endSessions(tx: Tx, { account, actor, now }: Turn): Promise<void> {
  await tx.execute(sql`
    update sessions set ended_at = ${now.toISOString()}, ended_by = ${authorOf(actor)}, end_reason = 'account deleted'
    where ended_at is null and user_id in (select user_id from members where account_id = ${account.id} and ended_at is null)`);
}
