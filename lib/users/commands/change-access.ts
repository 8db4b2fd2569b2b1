import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { beginGrants, beginRole, endGrants, endRole } from "@/lib/users/commands/access-rows";
import { leaveGroups } from "@/lib/users/commands/leave-groups";
import { accessOf, mailAccess } from "@/lib/users/commands/mail-access";
import type { ChangeAccess } from "@/lib/users/input";
import { roleOf } from "@/lib/users/queries/access";
import { type AccessChange, accessAfter, accessChangeFor, judgeAccessChange } from "@/lib/users/queries/access-change";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { type Grant, memberForChange, type MemberForChange } from "@/lib/users/queries/member-for-change";
import { obstacle } from "@/lib/users/rules";

/** `before` is the input that takes the change back; groups that were left are not joined again by it. */
type AccessChanged = { changed: boolean; before: Required<ChangeAccess>; leftGroups: string[] };

/** From the next click on the person can do exactly this, and so can their API keys. */
export async function changeAccess(actor: Actor, input: ChangeAccess): Promise<AccessChanged> {
  authorize(actor, "users.edit");
  authorize(actor, "grants.edit");
  return withAccount(actor.account.id, async (tx) => giveAccess(tx, await lockAccount(tx, actor, "users.edit"), input));
}

export async function giveAccess(tx: Tx, turn: Turn, input: ChangeAccess): Promise<AccessChanged> {
  const member = await memberForChange(tx, turn.account.id, input.memberId);
  const change = await accessChangeFor(tx, turn, member, input);
  const before = inputOf(member);
  if (!change) return { changed: false, before, leftGroups: [] };

  const administrators = await administratorsOf(tx, turn.account.id);
  refuseIf(obstacle("edit", { actor: turn.actor, plan: turn.account.plan, administrators }, member));
  const leftGroups = await writeAccess(tx, turn, member, change);
  return { changed: true, before, leftGroups };
}

/** @returns the groups that were left by it */
export async function writeAccess(
  tx: Tx,
  turn: Turn,
  member: MemberForChange,
  change: AccessChange,
): Promise<string[]> {
  const { operation, refused } = judgeAccessChange(turn.actor, turn.account.plan, change);
  refuseIf(refused);
  const { role, begin, end, keep } = change;
  if (role !== undefined) await endRole(tx, turn, [member.id], "changed");
  if (role) await beginRole(tx, turn, [member.id], role.id);
  await endGrants(tx, turn, member.id, "changed", [...end, ...begin.map(({ permission }) => permission)]);
  await beginGrants(tx, turn, member.id, begin);

  const after = accessAfter(member, change);
  const left = (await leaveGroups(tx, turn, [{ member, after }])).get(member.id);
  await recordAudit(
    tx,
    turn.actor,
    operation,
    { kind: "user", id: member.id, name: member.name },
    {
      before: stateOf(member.role?.name, member.grants),
      after: stateOf(roleOf(after)?.name, [...keep, ...begin], left),
    },
  );
  const now = accessOf({ role: roleOf(after), grants: [...keep, ...begin] });
  if (!member.suspended) await mailAccess(tx, turn, [{ member, before: accessOf(member), now }]);
  return left ?? [];
}

/** As an audit event shows it. */
export const stateOf = (role: string | undefined, grants: readonly Grant[], leftGroups: readonly string[] = []) => ({
  role: role ?? null,
  grants: grants
    .map(({ permission, expiresAt }) => ({ permission, ...(expiresAt && { expiresAt }) }))
    .toSorted((a, b) => a.permission.localeCompare(b.permission)),
  ...(leftGroups.length > 0 && { leftGroups }),
});

const inputOf = ({ id, role, grants }: MemberForChange): Required<ChangeAccess> => ({
  memberId: id,
  roleId: role?.id ?? null,
  grants: grants.map(({ permission, expiresAt }) => ({ permission, expiresAt })),
});
