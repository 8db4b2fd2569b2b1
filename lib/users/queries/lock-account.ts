import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { type Actor, authorOf } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { effectiveOf, keyPower } from "@/lib/permissions/access";
import { canEver, refusal } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";
import { NOTHING, type Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

export type LockedAccount = typeof accounts.$inferSelect;

/** A change's turn in its account: nobody else changes access, seats or administrators until the transaction ends. */
export type Turn<A extends Actor = Actor> = {
  account: LockedAccount;
  /** The actor with the permissions of this moment: someone may have taken them away while this change waited. */
  actor: A;
  /** What every row that this change begins has in common. */
  begun: { accountId: string; startedAt: Date; startedBy: string };
  /** What every row that this change ends gets. */
  ended: (reason: string) => { endedAt: Date; endedBy: string; endReason: string };
  now: Date;
};

/** Waits for the account's turn, then asks once more whether the actor may. @throws the refusal of the operation */
export async function lockAccount<A extends Actor>(tx: Tx, actor: A, operation: OperationId): Promise<Turn<A>> {
  const account = await lockRow(tx, actor.account.id);
  const { now, ...standing } = await standingOf(tx, actor);
  const current = { ...actor, ...standing };
  if (!canEver(current, operation)) throw refusal(operation);
  return { account, actor: current, now, ...stampsOf(account.id, authorOf(actor), now) };
}

export async function lockAccountRow(tx: Tx, accountId: string): Promise<{ account: LockedAccount; now: Date }> {
  const account = await lockRow(tx, accountId);
  const [row] = await tx.execute<{ now: string }>(sql`select ${clock} as now`);
  return { account, now: timeOf(row) };
}

async function lockRow(tx: Tx, accountId: string): Promise<LockedAccount> {
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for("no key update");
  if (!account || account.deletedAt) throw notFound("account");
  return account;
}

/** Asked by a statement that is sent after the wait, so that an interval never ends before it began. */
const clock = sql`date_trunc('milliseconds', clock_timestamp())::timestamptz`;
const timeOf = (row: { now: string } | undefined) => new Date(row?.now ?? Number.NaN);

export const stampsOf = (accountId: string, author: string, now: Date) => ({
  begun: { accountId, startedAt: now, startedBy: author },
  ended: (reason: string) => ({ endedAt: now, endedBy: author, endReason: reason }),
});

type StandingRow = { now: string; access: AccessJson | null; keyPermissions: Permission[] | null };

const gone = { active: false, permissions: NOTHING };

/** What the actor is and holds at this moment, and the moment. */
async function standingOf(tx: Tx, actor: Actor): Promise<Pick<Actor, "active" | "permissions"> & { now: Date }> {
  const key = actor.kind === "key" ? actor.key.id : null;
  const [row] = await tx.execute<StandingRow>(sql`
    select ${clock} as now, case when m.id is not null then ${accessOf(sql`m`)} end as access, (select coalesce(json_agg(p.permission), '[]')
      from api_keys k join api_key_permissions p on p.account_id = k.account_id and p.key_id = k.id and p.ended_at is null
      where k.account_id = m.account_id and k.id = ${key} and k.ended_at is null and (k.expires_at is null or k.expires_at > now())
        and not exists (select from api_key_suspensions s where s.account_id = k.account_id and s.key_id = k.id and s.ended_at is null)
    ) as "keyPermissions"
    from (select) one left join members m on m.account_id = ${actor.account.id} and m.id = ${actor.memberId} and m.ended_at is null`);
  const now = timeOf(row);
  if (actor.kind === "system") return { active: actor.active, permissions: actor.permissions, now };
  if (!row?.access) return { ...gone, now };
  const access = toAccess(row.access);
  const own = effectiveOf(access);
  return {
    active: access.active,
    permissions: key ? keyPower(row.keyPermissions ?? [], own).effective : own,
    now,
  };
}
