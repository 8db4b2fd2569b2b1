import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { suspensions } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAuditOfEach } from "@/lib/audit/commands";
import { authorize } from "@/lib/permissions/can";
import { accessOf, mailAccess, SUSPENDED } from "@/lib/users/commands/mail-access";
import { judgeEach, type Outcome } from "@/lib/users/commands/outcomes";
import type { ReactivateUsers, SuspendUsers } from "@/lib/users/input";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import type { MemberForChange } from "@/lib/users/queries/member-for-change";

/** `memberIds` are those who were changed: the input that takes it back. */
type StatusChanged = { outcomes: Outcome[]; memberIds: string[] };

/** Their sessions and API keys stop in this account at once. They keep their seat, role, grants and groups. */
export async function suspendUsers(actor: Actor, input: SuspendUsers): Promise<StatusChanged> {
  authorize(actor, "users.suspend");
  return withAccount(actor.account.id, async (tx) => suspend(tx, await lockAccount(tx, actor, "users.suspend"), input));
}

export async function suspend(tx: Tx, turn: Turn, { memberIds, reason }: SuspendUsers): Promise<StatusChanged> {
  const { outcomes, toChange } = await judgeEach(tx, turn, memberIds, {
    verb: "suspend",
    isDone: (member) => member.suspended,
  });
  const rows = toChange.map(({ id }) => ({ ...turn.begun, id: newId("suspension"), memberId: id }));
  if (rows.length > 0) await tx.insert(suspensions).values(rows);
  await recordStatus(tx, turn, toChange, {
    before: { status: "active" },
    after: { status: "suspended", ...(reason && { reason }) },
  });
  await mailAccess(
    tx,
    turn,
    toChange.map((member) => ({ member, before: accessOf(member), now: SUSPENDED })),
  );
  return { outcomes, memberIds: rows.map(({ memberId }) => memberId) };
}

/** They can do again what role and grants give; no seat is needed, because they kept theirs. */
export async function reactivateUsers(actor: Actor, input: ReactivateUsers): Promise<StatusChanged> {
  authorize(actor, "users.suspend");
  return withAccount(actor.account.id, async (tx) =>
    reactivate(tx, await lockAccount(tx, actor, "users.suspend"), input),
  );
}

export async function reactivate(tx: Tx, turn: Turn, { memberIds }: ReactivateUsers): Promise<StatusChanged> {
  const { outcomes, toChange } = await judgeEach(tx, turn, memberIds, {
    verb: "reactivate",
    isDone: (member) => !member.suspended,
  });
  const ids = toChange.map(({ id }) => id);
  await endSuspensions(tx, turn, ids, "reactivated");
  await recordStatus(tx, turn, toChange, { before: { status: "suspended" }, after: { status: "active" } });
  await mailAccess(
    tx,
    turn,
    toChange.map((member) => ({ member, before: SUSPENDED, now: accessOf(member) })),
  );
  return { outcomes, memberIds: ids };
}

export async function endSuspensions(tx: Tx, turn: Turn, memberIds: readonly string[], reason: string): Promise<void> {
  const s = suspensions;
  await tx
    .update(s)
    .set(turn.ended(reason))
    .where(and(eq(s.accountId, turn.account.id), inArray(s.memberId, [...memberIds]), isCurrent(s)));
}

const recordStatus = (
  tx: Tx,
  turn: Turn,
  people: readonly MemberForChange[],
  change: { before: object; after: object },
) =>
  recordAuditOfEach(
    tx,
    turn.actor,
    "users.suspend",
    people.map(({ id, name }) => ({ kind: "user", id, name })),
    change,
  );
