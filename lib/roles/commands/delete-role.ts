import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { invitations, rolePermissions, roles } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit, recordAuditOfEach } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { leaveGroupsByRole, requireAdministrator } from "@/lib/roles/commands/settle";
import type { DeleteRole } from "@/lib/roles/input";
import { definitionOf, holdersOfRole, type RoleDefinition, roleOfMember } from "@/lib/roles/queries";
import { stillHeld, whyNotChange, whyNotMove, whyNotOwnRole } from "@/lib/roles/rules";
import { beginRole, endRole, roleColumns } from "@/lib/users/commands/access-rows";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { whyNotGive, whyNotRole } from "@/lib/users/rules";

/** Its people and pending invitations get another role in the same moment, or none; nobody loses a grant beside it. */
export async function deleteRole(actor: Actor, { roleId, moveTo }: DeleteRole): Promise<{ moved: number }> {
  authorize(actor, "roles.delete");
  refuseIf(whyNotChange(roleId));
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "roles.delete");
    const role = await definitionOf(tx, turn.account.id, roleId);
    const people = await holdersOfRole(tx, turn.account.id, role);
    const invited = await invitedTo(tx, turn, roleId);
    const next = await nextRole(tx, turn, role, moveTo, { people: people.length, invitations: invited.length });

    await moveInvitations(tx, turn, invited, next);
    const ids = people.map(({ id }) => id);
    await endRole(tx, turn, ids, "role deleted");
    if (next) await beginRole(tx, turn, ids, next.id);
    await endDefinition(tx, turn, roleId);
    await requireAdministrator(tx, turn);
    const leftGroups = await leaveGroupsByRole(tx, turn, people, next);

    const before = { name: role.name, description: role.description, permissions: role.permissions };
    await recordAuditOfEach(
      tx,
      actor,
      "users.edit",
      people.map(({ id, name }) => ({ kind: "user", id, name })),
      { before: { role: role.name }, after: { role: next?.name ?? null } },
    );
    await recordAudit(
      tx,
      actor,
      "roles.delete",
      { kind: "role", id: roleId, name: role.name },
      { before, after: leftGroups.length > 0 ? { leftGroups } : null },
    );
    return { moved: people.length };
  });
}

/** What holders get instead. @throws where that is not said, is not allowed, or would change the actor's own access */
async function nextRole(
  tx: Tx,
  { actor, account }: Turn,
  role: RoleDefinition,
  moveTo: string | null | undefined,
  held: { people: number; invitations: number },
): Promise<RoleDefinition | null> {
  refuseIf(whyNotOwnRole(actor, "roles.delete", role.id, await roleOfMember(tx, actor)));
  if (held.people + held.invitations === 0) return null;
  if (moveTo === undefined) throw stillHeld(role.name, held);
  refuseIf(whyNotMove(role.name, held.people));
  if (moveTo === null) return null;
  if (moveTo === role.id) throw new AppError("conflict", `${role.name} is the role that goes. Choose another one.`);
  const next = await definitionOf(tx, account.id, moveTo);
  refuseIf(whyNotRole(account.plan, "roles.delete", moveTo));
  refuseIf(whyNotGive(actor, "roles.delete", next.permissions));
  return next;
}

async function invitedTo(tx: Tx, turn: Turn, roleId: string): Promise<string[]> {
  const i = invitations;
  const rows = await tx
    .select({ id: i.id })
    .from(i)
    .where(and(eq(i.accountId, turn.account.id), eq(i.roleId, roleId), isCurrent({ endedAt: i.endedAt })));
  return rows.map(({ id }) => id);
}

async function moveInvitations(tx: Tx, turn: Turn, ids: string[], next: RoleDefinition | null): Promise<void> {
  const i = invitations;
  await tx
    .update(i)
    .set(roleColumns(next?.id ?? null))
    .where(and(eq(i.accountId, turn.account.id), inArray(i.id, ids)));
}

async function endDefinition(tx: Tx, turn: Turn, roleId: string): Promise<void> {
  const p = rolePermissions;
  await tx
    .update(p)
    .set(turn.ended("role deleted"))
    .where(and(eq(p.accountId, turn.account.id), eq(p.roleId, roleId), isCurrent(p)));
  await tx
    .update(roles)
    .set(turn.ended("deleted"))
    .where(and(eq(roles.accountId, turn.account.id), eq(roles.id, roleId)));
}
