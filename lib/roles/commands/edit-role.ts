import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { rolePermissions, roles } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { Permission } from "@/lib/permissions/permissions";
import { requireFreeName } from "@/lib/roles/commands/name";
import { leaveGroupsByRole, requireAdministrator } from "@/lib/roles/commands/settle";
import type { EditRole } from "@/lib/roles/input";
import { definitionOf, holdersOfRole, type RoleDefinition, roleOfMember } from "@/lib/roles/queries";
import { whyNotChange, whyNotSetPermissions } from "@/lib/roles/rules";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** Everyone who has the role can do more or less from the next click on, and so can their API keys. */
export async function editRole(actor: Actor, { roleId, ...changes }: EditRole): Promise<void> {
  authorize(actor, "roles.edit");
  refuseIf(whyNotChange(roleId));
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "roles.edit");
    const before = await definitionOf(tx, turn.account.id, roleId);
    const after = { ...before, ...changes };
    const leftGroups = await changePermissions(tx, turn, before, after);
    if (leftGroups === null && after.name === before.name && after.description === before.description) return;
    await requireFreeName(tx, turn, after);
    await tx
      .update(roles)
      .set({ name: after.name, description: after.description })
      .where(and(eq(roles.accountId, turn.account.id), eq(roles.id, roleId)));
    await recordAudit(
      tx,
      actor,
      "roles.edit",
      { kind: "role", id: roleId, name: after.name },
      { before: stateOf(before), after: { ...stateOf(after), ...(leftGroups?.length ? { leftGroups } : {}) } },
    );
  });
}

/** @returns who left which groups by it, or null where the permissions stay as they are */
async function changePermissions(
  tx: Tx,
  turn: Turn,
  before: RoleDefinition,
  after: RoleDefinition,
): Promise<string[] | null> {
  const added = after.permissions.filter((permission) => !before.permissions.includes(permission));
  const removed = before.permissions.filter((permission) => !after.permissions.includes(permission));
  if (added.length + removed.length === 0) return null;
  const { actor, account } = turn;
  const ownRoleId = await roleOfMember(tx, actor);
  refuseIf(whyNotSetPermissions({ actor, plan: account.plan, ownRoleId }, before, after.permissions));

  const holders = await holdersOfRole(tx, account.id, before);
  await endPermissions(tx, turn, before.id, removed);
  await beginPermissions(tx, turn, before.id, added);
  await requireAdministrator(tx, turn);
  return leaveGroupsByRole(tx, turn, holders, after);
}

async function endPermissions(tx: Tx, turn: Turn, roleId: string, permissions: readonly Permission[]): Promise<void> {
  const p = rolePermissions;
  await tx
    .update(p)
    .set(turn.ended("role changed"))
    .where(
      and(
        eq(p.accountId, turn.account.id),
        eq(p.roleId, roleId),
        inArray(p.permission, [...permissions]),
        isCurrent(p),
      ),
    );
}

async function beginPermissions(tx: Tx, turn: Turn, roleId: string, permissions: readonly Permission[]): Promise<void> {
  if (permissions.length === 0) return;
  await tx
    .insert(rolePermissions)
    .values(permissions.map((permission) => ({ ...turn.begun, id: newId("rolePermission"), roleId, permission })));
}

const stateOf = ({ name, description, permissions }: RoleDefinition) => ({ name, description, permissions });
