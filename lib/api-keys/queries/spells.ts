import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Spell } from "@/lib/api-keys/rules/history";
import type { EndReason } from "@/lib/api-keys/rules/status";
import { toDate } from "@/lib/to-date";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import { type Permission, PERMISSIONS } from "@/lib/permissions/permissions";
import { authorName } from "@/lib/users/queries/author-name";

type Row = { from: string; to: string | null; by: string; endedBy: string | null };
type Of<T> = (Row & T)[];

type Facts = {
  key: Row & { endReason: EndReason | null; expiresAt: string | null };
  carried: Of<{ permission: Permission }>;
  suspended: Of<object>;
  owners: { id: string; name: string; from: string | null; to: string | null; by: string | null }[];
  memberships: Of<{ memberId: string; name: string }>;
  memberSuspensions: Of<{ memberId: string; name: string }>;
  assignments: Of<{ memberId: string; name: string; roleId: string; roleName: string | null }>;
  rolePermissions: Of<{ roleId: string; permission: Permission }>;
  grants: Of<{ memberId: string; name: string; permission: Permission; expired: boolean }>;
};

/** All that the power of a key was made of, from its first moment on. */
export async function findSpells(tx: Tx, accountId: string, keyId: string, now: Date): Promise<Spell[]> {
  const facts = await readFacts(tx, accountId, keyId);
  return [...ofKey(facts, now), ...facts.owners.flatMap((owner) => ofOwner(facts, owner))];
}

async function readFacts(tx: Tx, accountId: string, keyId: string): Promise<Facts> {
  const times = (row: SQL, to = sql`${row}.ended_at`) => sql`'from', ${row}.started_at, 'to', ${to},
    'by', ${authorName(sql`${row}.account_id`, sql`${row}.started_by`)}, 'endedBy', ${authorName(sql`${row}.account_id`, sql`${row}.ended_by`)}`;
  const all = (row: SQL, fields: SQL, from: SQL) =>
    sql`(select coalesce(json_agg(json_build_object(${fields}) order by ${row}.started_at), '[]') from ${from})`;
  const ofOwners = (row: SQL) => sql`join owners o on o.id = ${row}.member_id
    join members m on m.account_id = ${accountId} and m.id = ${row}.member_id where ${row}.account_id = ${accountId}`;
  const r = sql.raw("r");
  const [facts] = await tx.execute<Facts>(sql`
    with k as (select * from api_keys where account_id = ${accountId} and id = ${keyId}),
    h as (select * from api_key_handovers where account_id = ${accountId} and key_id = ${keyId}),
    owners as (select owner_id as id from k union select from_id from h union select to_id from h)
    select
      (select json_build_object(${times(sql`k`)}, 'endReason', k.end_reason, 'expiresAt', k.expires_at) from k) as key,
      ${all(r, sql`${times(r)}, 'permission', r.permission`, sql`api_key_permissions r where r.account_id = ${accountId} and r.key_id = ${keyId}`)} as carried,
      ${all(r, times(r), sql`api_key_suspensions r where r.account_id = ${accountId} and r.key_id = ${keyId}`)} as suspended,
      (select json_agg(json_build_object('id', m.id, 'name', m.name, 'from', p."from", 'to', p."to", 'by', p.by) order by p."from" nulls first) from (
        select id, lag(at) over w as "from", at as "to", by from (
          select from_id as id, at, ${authorName(sql`h.account_id`, sql`h.by`)} as by from h
          union all select owner_id, null, null from k) steps window w as (order by at nulls last)) p
        join members m on m.account_id = ${accountId} and m.id = p.id) as owners,
      (select json_agg(json_build_object(${times(sql`m`)}, 'memberId', m.id, 'name', m.name)) from members m join owners o on o.id = m.id where m.account_id = ${accountId}) as memberships,
      ${all(r, sql`${times(r)}, 'memberId', m.id, 'name', m.name`, sql`suspensions r ${ofOwners(r)}`)} as "memberSuspensions",
      ${all(
        r,
        sql`${times(r)}, 'memberId', m.id, 'name', m.name, 'roleId', coalesce(r.built_in_role, r.role_id),
          'roleName', (select n.name from roles n where n.account_id = r.account_id and n.id = r.role_id)`,
        sql`role_assignments r ${ofOwners(r)}`,
      )} as assignments,
      ${all(
        r,
        sql`${times(r)}, 'roleId', r.role_id, 'permission', r.permission`,
        sql`role_permissions r where r.account_id = ${accountId} and r.role_id in (
          select a.role_id from role_assignments a join owners o on o.id = a.member_id where a.account_id = ${accountId})`,
      )} as "rolePermissions",
      ${all(
        r,
        sql`${times(r, sql`least(r.ended_at, case when r.expires_at <= now() then r.expires_at end)`)},
          'memberId', m.id, 'name', m.name, 'permission', r.permission, 'expired', coalesce(r.expires_at <= coalesce(r.ended_at, now()), false)`,
        sql`permission_grants r ${ofOwners(r)}`,
      )} as "grants"`);
  if (!facts) throw new Error(`There is no key ${keyId}.`);
  return facts;
}

const label = (permission: Permission) => PERMISSIONS[permission].label;

const spell = (
  kind: Spell["kind"],
  permissions: readonly Permission[],
  row: Row,
  began: string,
  ended: string,
): Spell => ({
  kind,
  permissions,
  from: new Date(row.from),
  to: toDate(row.to),
  began,
  ended,
});

const ENDS: Record<EndReason, (by: string) => string> = {
  revoked: (by) => `${by} revoked the key.`,
  leaked: () => "Someone who held the secret revoked the key.",
  rotated: (by) => `${by} replaced the key with a new one.`,
  owner_removed: (by) => `${by} removed the owner.`,
};

function ofKey({ key, carried, suspended }: Facts, now: Date): Spell[] {
  const stop = (at: string, says: string) => spell("stops", [], { ...key, from: at, to: null }, says, "");
  return [
    ...carried.map((row) => {
      const began =
        row.from === key.from ? `${row.by} created the key.` : `${row.by} added ${label(row.permission)} to the key.`;
      return spell(
        "carries",
        [row.permission],
        row,
        began,
        `${row.endedBy} took ${label(row.permission)} from the key.`,
      );
    }),
    ...suspended.map((row) =>
      spell("stops", [], row, `${row.by} suspended the key.`, `${row.endedBy} resumed the key.`),
    ),
    ...(key.to ? [stop(key.to, ENDS[key.endReason ?? "revoked"](key.endedBy ?? "System"))] : []),
    ...(key.expiresAt && new Date(key.expiresAt) <= now ? [stop(key.expiresAt, "The key expired.")] : []),
  ];
}

/** What an owner's access gave, and what stopped it, during the time in which the key was theirs. */
function ofOwner(facts: Facts, owner: Facts["owners"][number]): Spell[] {
  const theirs = <T extends { memberId: string }>(rows: T[]) => rows.filter(({ memberId }) => memberId === owner.id);
  const spells = [
    ...theirs(facts.assignments).flatMap((row) => ofRole(facts, row)),
    ...theirs(facts.grants).map((row) => {
      const what = label(row.permission);
      const ended = row.expired ? `${row.name}'s ${what} expired.` : `${row.endedBy} took ${what} from ${row.name}.`;
      return spell("gives", [row.permission], row, `${row.by} gave ${row.name} ${what}.`, ended);
    }),
    ...theirs(facts.memberSuspensions).map((row) =>
      spell("stops", [], row, `${row.by} suspended ${row.name}.`, `${row.endedBy} reactivated ${row.name}.`),
    ),
    ...theirs(facts.memberships).flatMap((row) =>
      row.to ? [spell("stops", [], { ...row, from: row.to, to: null }, `${row.endedBy} removed ${row.name}.`, "")] : [],
    ),
  ];
  return spells.flatMap((each) => during(each, owner, facts));
}

type Assignment = Facts["assignments"][number];

function ofRole({ assignments, rolePermissions }: Facts, row: Assignment): Spell[] {
  const { began, ended } = sayRole(assignments, row);
  if (isBuiltInRole(row.roleId)) return [spell("gives", ROLES[row.roleId].permissions, row, began, ended)];
  return rolePermissions
    .filter((part) => part.roleId === row.roleId && overlap(part, row))
    .map((part) => {
      const what = `${label(part.permission)} to the role ${row.roleName}`;
      const taken = `${part.endedBy} took ${label(part.permission)} from the role ${row.roleName}.`;
      const laterStart = part.from > row.from;
      const earlierEnd = part.to !== null && (row.to === null || part.to < row.to);
      return spell(
        "gives",
        [part.permission],
        { ...row, from: laterStart ? part.from : row.from, to: earlierEnd ? part.to : row.to },
        laterStart ? `${part.by} added ${what}.` : began,
        earlierEnd ? taken : ended,
      );
    });
}

const overlap = (a: Row, b: Row) => (a.to === null || a.to > b.from) && (b.to === null || b.to > a.from);

/** A role that ends when the next begins was changed, which is one thing to tell. */
function sayRole(assignments: readonly Assignment[], row: Assignment): { began: string; ended: string } {
  const nameOf = ({ roleId, roleName }: Assignment) => (isBuiltInRole(roleId) ? ROLES[roleId].label : roleName);
  const others = assignments.filter(({ memberId }) => memberId === row.memberId);
  const former = others.find(({ to }) => to === row.from);
  const next = others.find(({ from }) => from === row.to);
  const change = (from: Assignment, to: Assignment) =>
    `${to.by} changed ${row.name}'s role from ${nameOf(from)} to ${nameOf(to)}.`;
  return {
    began: former ? change(former, row) : `${row.by} gave ${row.name} the role ${nameOf(row)}.`,
    ended: next ? change(row, next) : `${row.endedBy} took the role ${nameOf(row)} from ${row.name}.`,
  };
}

/** The part of a spell that lies in the owner's time with the key; where it is cut, the handover is what happened. */
function during(each: Spell, owner: Facts["owners"][number], { owners }: Facts): Spell[] {
  const from = toDate(owner.from);
  const to = toDate(owner.to);
  if ((to && each.from >= to) || (from && each.to && each.to <= from)) return [];
  const cutFront = from !== null && each.from < from;
  const cutBack = to !== null && (each.to === null || each.to > to);
  const handover = (index: number) => {
    const [giver, taker] = [owners[index], owners[index + 1]];
    return `${giver?.by} handed the key over from ${giver?.name} to ${taker?.name}.`;
  };
  const index = owners.indexOf(owner);
  return [
    {
      ...each,
      ...(cutFront && { from, began: handover(index - 1) }),
      ...(cutBack && { to, ended: handover(index) }),
    },
  ];
}
