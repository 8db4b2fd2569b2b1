import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { members } from "@/db/schema/members";
import type { Actor, MemberActor } from "@/lib/actor";
import { endKeysOf } from "@/lib/api-keys/commands/end-keys";
import { handOverKeys } from "@/lib/api-keys/commands/hand-over";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import { authorize } from "@/lib/permissions/can";
import { endGrants, endRole } from "@/lib/users/commands/access-rows";
import { stateOf } from "@/lib/users/commands/change-access";
import { accessOf, mailAccess, SUSPENDED } from "@/lib/users/commands/mail-access";
import { endSuspensions } from "@/lib/users/commands/suspend-users";
import type { RemoveUser } from "@/lib/users/input";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { memberForChange, type MemberForChange } from "@/lib/users/queries/member-for-change";
import { isLastAdministrator, lastAdministrator, obstacle } from "@/lib/users/rules";

/**
 * Ends the membership: from the next click on the account does not exist for this person. Their keys stop, or go on as
 * someone else's; what they made and whom they invited stays.
 */
export async function removeUser(actor: Actor, { memberId, keys, note }: RemoveUser): Promise<void> {
  authorize(actor, "users.remove");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.remove");
    const member = await memberForChange(tx, turn.account.id, memberId);
    const administrators = await administratorsOf(tx, turn.account.id);
    refuseIf(obstacle("remove", { actor: turn.actor, plan: turn.account.plan, administrators }, member));

    const owned = (await listKeysOf(tx, turn.account.id, memberId)).map(({ name }) => name);
    if (keys !== "revoke") await handOverKeys(tx, turn.actor, memberId, keys.handTo);
    const left = await endMembership(tx, turn, member, "removed");
    await recordAudit(
      tx,
      turn.actor,
      "users.remove",
      { kind: "user", id: member.id, name: member.name },
      { before: { ...left, keys: owned }, after: { keys, ...(note && { note }) } },
    );
    const before = member.suspended ? SUSPENDED : accessOf(member);
    await mailAccess(tx, turn, [{ member, before, now: "nothing: you are no longer in the account" }]);
  });
}

/** The person goes by themselves; their API keys stop. */
export async function leaveAccount(actor: MemberActor): Promise<void> {
  authorize(actor, "account.leave", { ownerId: actor.memberId });
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "account.leave");
    const member = await memberForChange(tx, turn.account.id, actor.memberId);
    const administrators = await administratorsOf(tx, turn.account.id);
    if (isLastAdministrator(administrators, member.id)) throw lastAdministrator(member.name);

    const left = await endMembership(tx, turn, member, "left");
    await recordAudit(
      tx,
      turn.actor,
      "account.leave",
      { kind: "user", id: member.id, name: member.name },
      { before: left },
    );
  });
}

/** Ends every row that gives this member something, and the keys still theirs. @returns what they had */
async function endMembership(tx: Tx, turn: Turn, member: MemberForChange, reason: "removed" | "left") {
  await endKeysOf(tx, turn.actor, member.id);
  const groups = (await endGroupMemberships(tx, turn, [member.id], reason)).map(({ group }) => group);
  await endRole(tx, turn, [member.id], reason);
  await endGrants(tx, turn, member.id, reason);
  await endSuspensions(tx, turn, [member.id], reason);
  const m = members;
  await tx
    .update(m)
    .set(turn.ended(reason))
    .where(and(eq(m.accountId, turn.account.id), eq(m.id, member.id), isCurrent(m)));
  return { ...stateOf(member.role?.name, member.grants), status: member.suspended ? "suspended" : "active", groups };
}
