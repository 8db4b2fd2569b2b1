import type { Actor, Plan } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import type { Access, Source } from "@/lib/permissions/access";
import type { OperationId } from "@/lib/permissions/operations";
import { closureOf, holds, type Permission } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import { whyNotGive, withoutUserManagement } from "@/lib/users/rules";

type Definition = { id: string; name: string; permissions: readonly Permission[] };

/** The same member with another role, or with none; the grants beside it stay. */
export function withRole({ active, sources }: Access, role: Definition | null): Access {
  const grants = sources.filter(({ kind }) => kind !== "role");
  if (!role) return { active, sources: grants };
  const { id, name, permissions } = role;
  const source: Source = { kind: "role", id, name, permissions };
  return { active, sources: [source, ...grants] };
}

export const isBuiltInName = (name: string) =>
  BUILT_IN_ROLES.some((id) => ROLES[id].label.toLowerCase() === name.toLowerCase());

export const nameTaken = (name: string) =>
  new AppError("conflict", `There is already a role called ${name}.`, {
    fields: [{ path: "name", message: "Another role has this name." }],
  });

/** Why this role can be neither changed nor deleted, or null. */
export function whyNotChange(roleId: string): AppError | null {
  if (!isBuiltInRole(roleId)) return null;
  return new AppError("conflict", `${ROLES[roleId].label} is built in and stays as it is. Make a role of your own.`);
}

/** Changing what one's own role brings would be changing one's own access. `ownRoleId`: the role of who asks. */
export function whyNotOwnRole(actor: Actor, operation: OperationId, roleId: string, ownRoleId: string | null) {
  if (actor.kind === "system" || roleId !== ownRoleId) return null;
  return new AppError(
    "forbidden",
    "This is your own role, and nobody changes their own access. Another administrator can.",
    { operation, missingPermissions: [] },
  );
}

/** A role that reaches the library by shares alone is what Enterprise calls restricted, under whatever name. */
export function whyNotPermissions(plan: Plan, operation: OperationId, permissions: readonly Permission[]) {
  const all = closureOf(permissions);
  const restricted = holds(all, "media_shared") && !holds(all, "media_browse");
  if (!restricted || PLANS[plan].restrictedRole) return null;
  return new AppError("forbidden", "Roles for shared media only are part of the Enterprise plan.", {
    operation,
    missingPermissions: [],
  });
}

/** Why a role cannot get these permissions in place of what it has, or null. `ownRoleId`: the role of who asks. */
export function whyNotSetPermissions(
  { actor, plan, ownRoleId }: { actor: Actor; plan: Plan; ownRoleId: string | null },
  role: Definition,
  permissions: readonly Permission[],
): AppError | null {
  const added = permissions.filter((permission) => !role.permissions.includes(permission));
  return (
    whyNotChange(role.id) ??
    whyNotOwnRole(actor, "roles.edit", role.id, ownRoleId) ??
    withoutUserManagement(plan, "roles.edit") ??
    whyNotPermissions(plan, "roles.edit", permissions) ??
    whyNotGive(actor, "roles.edit", added)
  );
}

export const stillHeld = (name: string, held: { people: number; invitations: number }) => {
  const holders = [
    held.people > 0 && formatCount(held.people, { one: "person", other: "people" }),
    held.invitations > 0 && formatCount(held.invitations, { one: "invitation", other: "invitations" }),
  ].filter((part) => part !== false);
  return new AppError("conflict", `${name} is the role of ${holders.join(" and ")}. Choose what they get instead.`);
};

/** Each move is an event of its own, and a request has to end in time. */
const MOST_MOVED = 1000;

export const whyNotMove = (name: string, people: number): AppError | null =>
  people <= MOST_MOVED
    ? null
    : new AppError(
        "conflict",
        `${name} is the role of ${people} people, and at most ${MOST_MOVED} move at once. Give some of them another role first.`,
      );

export const noAdministratorLeft = () =>
  new AppError(
    "conflict",
    "This would leave the account without an administrator whose access does not end. Make someone else an administrator first.",
  );
