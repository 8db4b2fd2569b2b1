import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { roleAssignments, rolePermissions, roles } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import type { Access } from "@/lib/permissions/access";
import { authorize, can, refusal } from "@/lib/permissions/can";
import { listOf, type Permission, setOf } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, type BuiltInRole, isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import { whyNotChange, whyNotOwnRole, withRole } from "@/lib/roles/rules";
import { type AccessJson, toAccess } from "@/lib/users/queries/access";
import { type Verdict, verdictOf, whyNotRole } from "@/lib/users/rules";

export type RoleRow = {
  id: string;
  name: string;
  description: string;
  builtIn: boolean;
  /** As given; what they imply comes with them. */
  permissions: readonly Permission[];
  /** How many people have it, and how many who are invited will. */
  people: number;
  invitations: number;
  createdAt: Date | null;
  can: { edit: Verdict; changePermissions: Verdict; delete: Verdict; assign: Verdict };
};

/** The built-in ones first, then the account's own by name. */
export async function listRoles(actor: Actor): Promise<RoleRow[]> {
  authorize(actor, "roles.view");
  return withAccount(actor.account.id, async (tx) => {
    const own = await ownRoles(tx, actor.account.id);
    const held = await countHeld(tx, actor.account.id);
    const mine = await roleOfMember(tx, actor);
    return [...BUILT_IN_ROLES.map(builtInRole), ...own].map((role) => ({
      ...role,
      people: held.get(role.id)?.people ?? 0,
      invitations: held.get(role.id)?.invitations ?? 0,
      can: verdictsOn(actor, role.id, mine),
    }));
  });
}

export async function findRole(actor: Actor, roleId: string): Promise<RoleRow> {
  const role = (await listRoles(actor)).find(({ id }) => id === roleId);
  if (!role) throw notFound("role");
  return role;
}

export type RoleDefinition = Pick<RoleRow, "id" | "name" | "description" | "permissions">;

/** What a role is now, built in or own, for a change of or with it. @throws not found */
export async function definitionOf(tx: Tx, accountId: string, roleId: string): Promise<RoleDefinition> {
  if (isBuiltInRole(roleId)) return builtInRole(roleId);
  const [role] = await ownRoles(tx, accountId, roleId);
  if (!role) throw notFound("role");
  return role;
}

export type RoleHolder = { id: string; name: string; access: Access };

type HolderRow = { id: string; name: string; suspended: boolean; grants: AccessJson["grants"] | null };

/** By name. Thousands may have one role, so their grants and suspensions are each read in one go. */
export async function holdersOfRole(tx: Tx, accountId: string, role: RoleDefinition): Promise<RoleHolder[]> {
  const rows = await tx.execute<HolderRow>(sql`
    select m.id, m.name, s.member_id is not null as suspended, g.grants
    from role_assignments a join members m on m.account_id = a.account_id and m.id = a.member_id
    left join suspensions s on s.account_id = ${accountId} and s.member_id = a.member_id and s.ended_at is null
    left join (select member_id, json_agg(json_build_object('id', id, 'permission', permission, 'expiresAt', expires_at)) as grants
      from permission_grants where account_id = ${accountId} and ended_at is null and (expires_at is null or expires_at > now())
      group by member_id) g on g.member_id = a.member_id
    where a.account_id = ${accountId} and a.ended_at is null
      and ${isBuiltInRole(role.id) ? sql`a.built_in_role = ${role.id}` : sql`a.role_id = ${role.id}`}
    order by lower(m.name), m.id`);
  return rows.map(({ id, name, suspended, grants }) => ({
    id,
    name,
    access: withRole(toAccess({ suspended, role: null, grants: grants ?? [] }), role),
  }));
}

/** The role of the member who asks, or of the owner of the key that asks. */
export async function roleOfMember(tx: Tx, { account, memberId }: Actor): Promise<string | null> {
  if (memberId === null) return null;
  const a = roleAssignments;
  const [row] = await tx
    .select({ id: sql<string>`coalesce(${a.roleId}, ${a.builtInRole})` })
    .from(a)
    .where(and(eq(a.accountId, account.id), eq(a.memberId, memberId), isCurrent(a)));
  return row?.id ?? null;
}

const builtInRole = (id: BuiltInRole) => ({
  id,
  name: ROLES[id].label,
  description: ROLES[id].does,
  builtIn: true,
  permissions: ROLES[id].permissions,
  createdAt: null,
});

async function ownRoles(tx: Tx, accountId: string, roleId?: string) {
  const p = rolePermissions;
  const rows = await tx
    .select({
      id: roles.id,
      name: roles.name,
      description: roles.description,
      createdAt: roles.startedAt,
      permissions: sql<Permission[]>`array_agg(${p.permission}) filter (where ${p.permission} is not null)`,
    })
    .from(roles)
    .leftJoin(p, and(eq(p.accountId, roles.accountId), eq(p.roleId, roles.id), isCurrent(p)))
    .where(and(eq(roles.accountId, accountId), isCurrent(roles), roleId ? eq(roles.id, roleId) : undefined))
    .groupBy(roles.id, roles.name, roles.description, roles.startedAt)
    .orderBy(sql`lower(${roles.name})`, asc(roles.id));
  return rows.map((row) => ({ ...row, permissions: listOf(setOf(row.permissions ?? [])), builtIn: false }));
}

/** A role ends with the membership, so that current ones are those of members. */
async function countHeld(tx: Tx, accountId: string) {
  const rows = await tx.execute<{ id: string; people: number; invitations: number }>(sql`
    select id, sum(people)::int as people, sum(invited)::int as invitations
    from (
      select coalesce(a.role_id, a.built_in_role) as id, 1 as people, 0 as invited from role_assignments a
      where a.account_id = ${accountId} and a.ended_at is null
      union all
      select coalesce(i.role_id, i.built_in_role), 0, 1 from invitations i
      where i.account_id = ${accountId} and i.ended_at is null
    ) held where id is not null group by id`);
  return new Map(rows.map((row) => [row.id, row]));
}

function verdictsOn(actor: Actor, roleId: string, ownRoleId: string | null): RoleRow["can"] {
  const { plan } = actor.account;
  const of = (operation: "roles.edit" | "roles.delete") =>
    can(actor, operation) ? whyNotChange(roleId) : refusal(operation);
  return {
    edit: verdictOf(of("roles.edit")),
    changePermissions: verdictOf(of("roles.edit") ?? whyNotOwnRole(actor, "roles.edit", roleId, ownRoleId)),
    delete: verdictOf(of("roles.delete") ?? whyNotOwnRole(actor, "roles.delete", roleId, ownRoleId)),
    assign: verdictOf(whyNotRole(plan, "users.edit", roleId)),
  };
}
