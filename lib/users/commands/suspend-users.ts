import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { suspensions } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { authorize } from "@/lib/permissions/can";
import { changedIn, forEachMember, type Outcome } from "@/lib/users/commands/outcomes";
import type { ReactivateUsers, SuspendUsers } from "@/lib/users/input";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import type { MemberForChange } from "@/lib/users/queries/member-for-change";

/** `memberIds` are those who were changed: the input that takes it back. */
export type StatusChanged = { outcomes: Outcome[]; memberIds: string[] };

/** Their sessions and API keys stop in this account at once. They keep their seat, role, grants and groups. */
export async function suspendUsers(actor: Actor, { memberIds, reason }: SuspendUsers): Promise<StatusChanged> {
  authorize(actor, "users.suspend");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.suspend");
    const outcomes = await forEachMember(tx, turn, memberIds, {
      verb: "suspend",
      isDone: (member) => member.suspended,
      run: async (member) => {
        await tx.insert(suspensions).values({ ...turn.begun, id: newId("suspension"), memberId: member.id });
        await recordStatus(tx, turn, member, { status: "suspended", ...(reason && { reason }) });
      },
    });
    return { outcomes, memberIds: changedIn(outcomes) };
  });
}

/** They can do again what role and grants give; no seat is needed, because they kept theirs. */
export async function reactivateUsers(actor: Actor, { memberIds }: ReactivateUsers): Promise<StatusChanged> {
  authorize(actor, "users.suspend");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.suspend");
    const outcomes = await forEachMember(tx, turn, memberIds, {
      verb: "reactivate",
      isDone: (member) => !member.suspended,
      run: async (member) => {
        await endSuspension(tx, turn, member.id, "reactivated");
        await recordStatus(tx, turn, member, { status: "active" });
      },
    });
    return { outcomes, memberIds: changedIn(outcomes) };
  });
}

export async function endSuspension(tx: Tx, turn: Turn, memberId: string, reason: string): Promise<void> {
  const s = suspensions;
  await tx
    .update(s)
    .set(turn.ended(reason))
    .where(and(eq(s.accountId, turn.account.id), eq(s.memberId, memberId), isCurrent(s)));
}

const recordStatus = (
  tx: Tx,
  turn: Turn,
  { id, name, suspended }: MemberForChange,
  after: { status: "active" | "suspended"; reason?: string },
) =>
  recordAudit(
    tx,
    turn.actor,
    "users.suspend",
    { kind: "user", id, name },
    { before: { status: suspended ? "suspended" : "active" }, after },
  );
