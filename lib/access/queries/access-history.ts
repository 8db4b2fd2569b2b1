import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { type AccessPeriod, accessAt, type AccessRows, type Interval, periodsOf } from "@/lib/access/rules/periods";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { effectiveOf } from "@/lib/permissions/access";
import { can } from "@/lib/permissions/can";
import { listOf, type Permission } from "@/lib/permissions/permissions";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import { grantSource } from "@/lib/users/queries/access";

/** What someone could do since they first joined, stretch by stretch, the newest first. Leavers have one too. */
export async function accessHistory(actor: Actor, memberId: string): Promise<AccessPeriod[]> {
  const { rows, now } = await readRows(actor, memberId);
  return periodsOf(rows, now).toReversed();
}

/** What someone could do at a moment in the past. */
export async function effectiveAt(actor: Actor, memberId: string, at: Date): Promise<Permission[]> {
  const { rows } = await readRows(actor, memberId);
  return listOf(effectiveOf(accessAt(rows, at).access));
}

const readRows = (actor: Actor, memberId: string) =>
  withAccount(actor.account.id, async (tx) => {
    const mayAsk = can(actor, "access.explainAnyone") || can(actor, "access.explain", { ownerId: memberId });
    const found = mayAsk ? await selectRows(tx, actor.account.id, memberId) : undefined;
    if (!found) throw notFound("person");
    return { rows: toRows(found), now: new Date(found.now) };
  });

/** Times come as text in JSON. */
type IntervalJson = { from: string; to: string | null };
type RowsJson = {
  now: string;
  memberships: IntervalJson[];
  suspensions: IntervalJson[];
  roles: (IntervalJson & {
    id: string;
    name: string | null;
    permissions: (IntervalJson & { permission: Permission })[];
  })[];
  grants: (IntervalJson & { id: string; permission: Permission })[];
};

const interval = (row: SQL) => sql`'from', ${row}.started_at, 'to', ${row}.ended_at`;

/** A person who left and came back is another member of the same user: both have one history. */
async function selectRows(tx: Tx, accountId: string, memberId: string): Promise<RowsJson | undefined> {
  const [row] = await tx.execute<RowsJson>(sql`
    with person as (select o.account_id, o.id from members o
      join members m on m.account_id = o.account_id and m.user_id = o.user_id
      where m.account_id = ${accountId} and m.id = ${memberId})
    select now(),
      (select json_agg(json_build_object(${interval(sql`m`)})) from members m where (m.account_id, m.id) in (select * from person)) as memberships,
      coalesce((select json_agg(json_build_object(${interval(sql`s`)})) from suspensions s
        where (s.account_id, s.member_id) in (select * from person)), '[]') as suspensions,
      coalesce((select json_agg(json_build_object(${interval(sql`a`)}, 'id', coalesce(a.role_id, a.built_in_role), 'name', r.name,
          'permissions', (select coalesce(json_agg(json_build_object(${interval(sql`p`)}, 'permission', p.permission)), '[]')
            from role_permissions p where p.account_id = a.account_id and p.role_id = a.role_id)))
        from role_assignments a left join roles r on r.account_id = a.account_id and r.id = a.role_id
        where (a.account_id, a.member_id) in (select * from person)), '[]') as roles,
      coalesce((select json_agg(json_build_object('from', g.started_at, 'to', least(g.ended_at, g.expires_at), 'id', g.id, 'permission', g.permission))
        from permission_grants g where (g.account_id, g.member_id) in (select * from person)), '[]') as grants`);
  return row?.memberships ? row : undefined;
}

const toInterval = ({ from, to }: IntervalJson): Interval => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});

const toRows = ({ memberships, suspensions, roles, grants }: RowsJson): AccessRows => ({
  memberships: memberships.map(toInterval),
  suspensions: suspensions.map(toInterval),
  roles: roles.map((role) => ({
    id: role.id,
    name: isBuiltInRole(role.id) ? ROLES[role.id].label : (role.name ?? role.id),
    permissions: isBuiltInRole(role.id)
      ? ROLES[role.id].permissions.map((permission) => ({ ...toInterval(role), permission }))
      : role.permissions.map((row) => ({ ...toInterval(row), permission: row.permission })),
    ...toInterval(role),
  })),
  grants: grants.map((grant) => ({
    ...toInterval(grant),
    id: grant.id,
    name: grantSource({ ...grant, expiresAt: null }).name,
    permission: grant.permission,
  })),
});
