import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import type { Source } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { holds, type Permission } from "@/lib/permissions/permissions";
import { beginGrants, beginRole, endGrants, endRole } from "@/lib/users/commands/access-rows";
import type { ChangeAccess } from "@/lib/users/input";
import { findRole, heldBy } from "@/lib/users/queries/access";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { type Grant, memberForChange, type MemberForChange } from "@/lib/users/queries/member-for-change";
import { obstacle, whyNotGive, whyNotRole } from "@/lib/users/rules";

/** `before` is the input that takes the change back; groups that were left are not joined again by it. */
export type AccessChanged = { changed: boolean; before: Required<ChangeAccess>; leftGroups: string[] };

/** From the next click on the person can do exactly this, and so can their API keys. */
export async function changeAccess(actor: Actor, input: ChangeAccess): Promise<AccessChanged> {
  authorize(actor, "users.edit");
  authorize(actor, "grants.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.edit");
    const member = await memberForChange(tx, turn.account.id, input.memberId);
    const change = await changeFor(tx, turn, member, input);
    const before = inputOf(member);
    if (!change) return { changed: false, before, leftGroups: [] };

    const administrators = await administratorsOf(tx, turn.account.id);
    refuseIf(obstacle("edit", { actor: turn.actor, plan: turn.account.plan, administrators }, member));
    const leftGroups = await writeAccess(tx, turn, member, change);
    return { changed: true, before, leftGroups };
  });
}

/** The difference between what a member has and what they shall have. `role` is absent where it stays. */
export type Change = { role?: Source | null; begin: Grant[]; end: Permission[]; keep: Grant[] };

async function changeFor(
  tx: Tx,
  turn: Turn,
  member: MemberForChange,
  { roleId, grants }: ChangeAccess,
): Promise<Change | null> {
  const wanted = (grants ?? member.grants).map(({ permission, expiresAt }) => ({
    permission,
    expiresAt: expiresAt ?? null,
  }));
  const keep = wanted.filter((grant) => member.grants.some((present) => isSame(present, grant)));
  const begin = wanted.filter((grant) => !keep.includes(grant));
  const end = member.grants
    .filter((present) => !keep.some((grant) => isSame(present, grant)))
    .map((one) => one.permission);
  if (begin.some(({ expiresAt }) => expiresAt !== null && expiresAt <= turn.now)) throw alreadyOver();
  if (roleId === undefined || roleId === (member.role?.id ?? null))
    return begin.length + end.length > 0 ? { begin, end, keep } : null;
  return { role: roleId === null ? null : await findRole(tx, turn.account.id, roleId), begin, end, keep };
}

const isSame = (one: Grant, other: Grant) =>
  one.permission === other.permission && one.expiresAt?.getTime() === other.expiresAt?.getTime();

const alreadyOver = () => {
  const message = "This time is over. Choose a later one, or none.";
  return new AppError("invalid", message, { fields: [{ path: "grants", message }] });
};

/**
 * Begins and ends the rows and records it, for whoever may change this member. @returns the groups left by it
 * @throws where something would be given that the actor lacks or the plan does not have
 */
export async function writeAccess(tx: Tx, turn: Turn, member: MemberForChange, change: Change): Promise<string[]> {
  const { role, begin, end, keep } = change;
  const operation = role === undefined ? "grants.edit" : "users.edit";
  const given = [...(role?.permissions ?? []), ...begin.map(({ permission }) => permission)];
  refuseIf(whyNotGive(turn.actor, operation, given));
  if (role) refuseIf(whyNotRole(turn.account.plan, operation, role.id));

  if (role !== undefined) {
    await endRole(tx, turn, member.id, "changed");
    if (role) await beginRole(tx, turn, member.id, role.id);
  }
  await endGrants(tx, turn, member.id, "changed", [...end, ...begin.map(({ permission }) => permission)]);
  await beginGrants(tx, turn, member.id, begin);

  const grants = [...keep, ...begin];
  const leftGroups = losesLibrary(member, role, grants)
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

/** Group memberships stand for shared media: they end with the last permission that opens the library. */
function losesLibrary({ access }: MemberForChange, role: Source | null | undefined, grants: readonly Grant[]): boolean {
  const roles = role === undefined ? access.sources.filter(({ kind }) => kind === "role") : role ? [role] : [];
  const single = grants.map(({ permission }): Source => ({
    kind: "grant",
    id: "",
    name: "",
    permissions: [permission],
  }));
  const opens = (sources: readonly Source[]) => holds(heldBy({ active: true, sources }), "media_shared");
  return opens(access.sources) && !opens([...roles, ...single]);
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
