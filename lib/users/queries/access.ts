import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import { type Access, effectiveOf, type Source } from "@/lib/permissions/access";
import { isPermission, type Permission, type PermissionSet, PERMISSIONS } from "@/lib/permissions/permissions";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";

/** What `accessOf` selects for one member. */
export type AccessJson = {
  suspended: boolean;
  role: { id: string; name: string | null; permissions: string[] | null } | null;
  grants: { id: string; permission: Permission; expiresAt: string | null }[];
};

/** A JSON column with all that the effective permissions of the member row aliased `m` are made of, as of now. */
export const accessOf = (m: SQL): SQL => sql`json_build_object(
  'suspended', exists (select from suspensions s where s.account_id = ${m}.account_id and s.member_id = ${m}.id and s.ended_at is null),
  'role', (select json_build_object('id', coalesce(a.built_in_role, r.id), 'name', r.name, 'permissions',
      (select json_agg(p.permission) from role_permissions p where p.account_id = r.account_id and p.role_id = r.id and p.ended_at is null))
    from role_assignments a left join roles r on r.account_id = a.account_id and r.id = a.role_id
    where a.account_id = ${m}.account_id and a.member_id = ${m}.id and a.ended_at is null),
  'grants', coalesce((select json_agg(json_build_object('id', g.id, 'permission', g.permission, 'expiresAt', g.expires_at) order by g.permission)
    from permission_grants g where g.account_id = ${m}.account_id and g.member_id = ${m}.id
      and g.ended_at is null and (g.expires_at is null or g.expires_at > now())), '[]'))`;

/** The role and its permissions, whether built in or the account's own. */
function roleSource(role: NonNullable<AccessJson["role"]>): Source {
  if (isBuiltInRole(role.id)) {
    return { kind: "role", id: role.id, name: ROLES[role.id].label, permissions: ROLES[role.id].permissions };
  }
  return {
    kind: "role",
    id: role.id,
    name: role.name ?? role.id,
    permissions: (role.permissions ?? []).filter(isPermission),
  };
}

export function toAccess(json: AccessJson): Access {
  const role = json.role && roleSource(json.role);
  const grants = json.grants.map(({ expiresAt, ...grant }) =>
    grantSource({ ...grant, expiresAt: expiresAt ? new Date(expiresAt) : null }),
  );
  return { active: !json.suspended, sources: role ? [role, ...grants] : grants };
}

/** A grant beside the role; `id` is empty while it is only thought of. */
export const grantSource = ({
  id,
  permission,
  expiresAt,
}: {
  id: string;
  permission: Permission;
  expiresAt: Date | null;
}): Source => ({
  kind: "grant",
  id,
  name: `The single permission ${PERMISSIONS[permission].label}`,
  permissions: [permission],
  expiresAt,
});

/** The role a member has, as its id; null without one. */
export const roleOf = (access: Access): { id: string; name: string } | null => {
  const role = access.sources.find((source) => source.kind === "role");
  return role ? { id: role.id, name: role.name } : null;
};

/** What role and grants amount to, also while the member is suspended. */
export const heldBy = (access: Access): PermissionSet => effectiveOf({ ...access, active: true });

type RoleRow = { name: string; permissions: string[] };

/** A role that can be given now. @throws AppError `not_found` */
export async function findRole(tx: Tx, accountId: string, id: string): Promise<Source> {
  if (isBuiltInRole(id)) return roleSource({ id, name: null, permissions: null });
  const [row] = await tx.execute<RoleRow>(sql`
    select r.name, (select coalesce(json_agg(p.permission), '[]') from role_permissions p
      where p.account_id = r.account_id and p.role_id = r.id and p.ended_at is null) as permissions
    from roles r where r.account_id = ${accountId} and r.id = ${id} and r.ended_at is null`);
  if (!row) throw notFound("role");
  return roleSource({ id, ...row });
}
