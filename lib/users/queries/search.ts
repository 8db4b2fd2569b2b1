import { type SQL, sql } from "drizzle-orm";
import { BUILT_IN_ROLES, isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import type { Sort, UsersSearch } from "@/lib/users/input";
import { holdersOf } from "@/lib/users/queries/holders";

type SortKey = { type: "string" | "number"; member: SQL; invitation: SQL };

const milliseconds = (moment: SQL) => sql`coalesce(extract(epoch from ${moment}) * 1000, 0)::float8`;

const labels = sql.join(
  BUILT_IN_ROLES.map((id) => sql`when ${id} then ${ROLES[id].label}`),
  sql` `,
);

const roleName = (builtIn: SQL, own: SQL) => sql`lower(coalesce(${own}, case ${builtIn} ${labels} end, ''))`;

/** What each sort compares: a member and an invitation on one scale. */
export const SORT_KEYS: Record<Sort, SortKey> = {
  name: {
    type: "string",
    member: sql`lower(m.name)`,
    invitation: sql`lower(coalesce(nullif(i.name, ''), i.email))`,
  },
  role: {
    type: "string",
    member: sql`coalesce((select ${roleName(sql`a.built_in_role`, sql`r.name`)}
      from role_assignments a left join roles r on r.account_id = a.account_id and r.id = a.role_id
      where a.account_id = m.account_id and a.member_id = m.id and a.ended_at is null), '')`,
    invitation: roleName(
      sql`i.built_in_role`,
      sql`(select r.name from roles r where r.account_id = i.account_id and r.id = i.role_id)`,
    ),
  },
  last_active: { type: "number", member: milliseconds(sql`m.last_active_at`), invitation: sql`0::float8` },
  created: { type: "number", member: milliseconds(sql`m.started_at`), invitation: milliseconds(sql`i.started_at`) },
};

/** Members and invitations that fit the search, as rows of kind, id and sort key. */
export function peopleMatching(accountId: string, search: UsersSearch, key: SortKey): SQL {
  const arms = [
    takesMembers(search) &&
      sql`select 'member' as kind, m.id, ${key.member} as key from members m where ${every([
        sql`m.account_id = ${accountId} and m.ended_at is null`,
        ...memberConditions(accountId, search),
      ])}`,
    takesInvitations(search) &&
      sql`select 'invitation' as kind, i.id, ${key.invitation} as key from invitations i where ${every([
        sql`i.account_id = ${accountId} and i.ended_at is null`,
        ...invitationConditions(search),
      ])}`,
  ].filter((arm) => arm !== false);
  if (arms.length === 0) return sql`select null as kind, null as id, ${key.member} as key from members m where false`;
  return sql.join(arms, sql` union all `);
}

/** `is true` makes the planner hash the list once; left to itself, it rescans it for every row of a table that is new to it. */
export const isAmong = (id: SQL, list: SQL) => sql`(${id} in (${list})) is true`;

const every = (conditions: SQL[]) => sql.join(conditions, sql` and `);

const takesMembers = ({ kind, status }: UsersSearch) =>
  kind !== "invitation" && status !== "invited" && status !== "expired";

/** Who is only invited can do nothing yet and is in no group. */
const takesInvitations = ({ kind, status, permission, group }: UsersSearch) =>
  kind !== "member" && status !== "active" && status !== "suspended" && !permission && !group;

function memberConditions(accountId: string, { q, role, permission, status, group }: UsersSearch): SQL[] {
  const conditions = contains(sql`m.name || ' ' || m.email`, q);
  const assigned = sql`select a.member_id from role_assignments a where a.account_id = ${accountId} and a.ended_at is null`;
  const suspended = sql`select s.member_id from suspensions s where s.account_id = ${accountId} and s.ended_at is null`;
  const grouped = sql`select g.member_id from group_members g where g.account_id = ${accountId} and g.ended_at is null`;
  if (role === "none") conditions.push(sql`not ${isAmong(sql`m.id`, assigned)}`);
  else if (role) conditions.push(isAmong(sql`m.id`, sql`${assigned} and ${isRole(sql`a`, role)}`));
  if (permission) conditions.push(isAmong(sql`m.id`, holdersOf(accountId, permission)));
  if (status === "active") conditions.push(sql`not ${isAmong(sql`m.id`, suspended)}`);
  if (status === "suspended") conditions.push(isAmong(sql`m.id`, suspended));
  if (group) conditions.push(isAmong(sql`m.id`, sql`${grouped} and g.group_id = ${group}`));
  return conditions;
}

function invitationConditions({ q, role, status }: UsersSearch): SQL[] {
  const conditions = contains(sql`i.name || ' ' || i.email`, q);
  if (role === "none") conditions.push(sql`i.built_in_role is null and i.role_id is null`);
  else if (role) conditions.push(isRole(sql`i`, role));
  if (status === "invited") conditions.push(sql`i.expires_at > now()`);
  if (status === "expired") conditions.push(sql`i.expires_at <= now()`);
  return conditions;
}

const isRole = (row: SQL, role: string): SQL =>
  isBuiltInRole(role) ? sql`${row}.built_in_role = ${role}` : sql`${row}.role_id = ${role}`;

/** Every word must stand somewhere in the text; `strpos` knows no wildcards. */
export const contains = (text: SQL, q = ""): SQL[] =>
  q
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => sql`strpos(lower(${text}), lower(${word})) > 0`);
