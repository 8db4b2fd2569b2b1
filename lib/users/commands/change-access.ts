import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import { authorize } from "@/lib/permissions/can";
import { beginGrants, beginRole, endGrants, endRole } from "@/lib/users/commands/access-rows";
import type { ChangeAccess } from "@/lib/users/input";
import {
  type AccessChange,
  accessAfter,
  accessChangeFor,
  judgeAccessChange,
  losesLibrary,
} from "@/lib/users/queries/access-change";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { type Grant, memberForChange, type MemberForChange } from "@/lib/users/queries/member-for-change";
import { obstacle } from "@/lib/users/rules";

/** `before` is the input that takes the change back; groups that were left are not joined again by it. */
export type AccessChanged = { changed: boolean; before: Required<ChangeAccess>; leftGroups: string[] };

/** From the next click on the person can do exactly this, and so can their API keys. */
export async function changeAccess(actor: Actor, input: ChangeAccess): Promise<AccessChanged> {
  authorize(actor, "users.edit");
  authorize(actor, "grants.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.edit");
    const member = await memberForChange(tx, turn.account.id, input.memberId);
    const change = await accessChangeFor(tx, turn, member, input);
    const before = inputOf(member);
    if (!change) return { changed: false, before, leftGroups: [] };

    const administrators = await administratorsOf(tx, turn.account.id);
    refuseIf(obstacle("edit", { actor: turn.actor, plan: turn.account.plan, administrators }, member));
    const leftGroups = await writeAccess(tx, turn, member, change);
    return { changed: true, before, leftGroups };
  });
}

/**
 * Begins and ends the rows and records it, for whoever may change this member. @returns the groups left by it
 * @throws where something would be given that the actor lacks or the plan does not have
 */
export async function writeAccess(
  tx: Tx,
  turn: Turn,
  member: MemberForChange,
  change: AccessChange,
): Promise<string[]> {
  const { role, begin, end, keep } = change;
  const { operation, refused } = judgeAccessChange(turn.actor, turn.account.plan, change);
  refuseIf(refused);

  if (role !== undefined) {
    await endRole(tx, turn, member.id, "changed");
    if (role) await beginRole(tx, turn, member.id, role.id);
  }
  await endGrants(tx, turn, member.id, "changed", [...end, ...begin.map(({ permission }) => permission)]);
  await beginGrants(tx, turn, member.id, begin);

  const grants = [...keep, ...begin];
  const leftGroups = losesLibrary(member.access, accessAfter(member, change))
    ? (await endGroupMemberships(tx, turn, [member.id], "lost the library")).map(({ group }) => group)
    : [];
  const name = role === undefined ? member.role?.name : role?.name;
  const after = stateOf(name, grants);
  await recordAudit(
    tx,
    turn.actor,
    operation,
    { kind: "user", id: member.id, name: member.name },
    {
      before: stateOf(member.role?.name, member.grants),
      after: leftGroups.length > 0 ? { ...after, leftGroups } : after,
    },
  );
  return leftGroups;
}

/** As an audit event shows it. */
export const stateOf = (role: string | undefined, grants: readonly Grant[]) => ({
  role: role ?? null,
  grants: grants
    .map(({ permission, expiresAt }) => ({ permission, ...(expiresAt && { expiresAt }) }))
    .toSorted((a, b) => a.permission.localeCompare(b.permission)),
});

const inputOf = ({ id, role, grants }: MemberForChange): Required<ChangeAccess> => ({
  memberId: id,
  roleId: role?.id ?? null,
  grants: grants.map(({ permission, expiresAt }) => ({ permission, expiresAt })),
});
