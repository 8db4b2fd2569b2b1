import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { KeyOfChanged } from "@/lib/access/rules/consequences";
import { permissionsOf } from "@/lib/api-keys/queries/columns";
import { UNUSED_DAYS } from "@/lib/api-keys/rules/least-privilege";

/** The keys of these people that work or may work again, with their requests of the last 90 days. */
export async function keysOfPeople(tx: Tx, accountId: string, ownerIds: readonly string[]): Promise<KeyOfChanged[]> {
  if (ownerIds.length === 0) return [];
  return [
    ...(await tx.execute<KeyOfChanged>(sql`
      select k.id, k.name, k.owner_id as "ownerId", ${permissionsOf} as permissions,
        exists (select from api_key_suspensions s where s.account_id = k.account_id and s.key_id = k.id and s.ended_at is null) as suspended,
        coalesce((select json_agg(json_build_object('operation', u.operation, 'requests', u.requests) order by u.requests desc)
          from (select operation, sum(requests)::int as requests from api_key_uses u
            where u.account_id = k.account_id and u.key_id = k.id and u.requests > 0
              and u.last_at > now() - make_interval(days => ${UNUSED_DAYS}) group by operation) u), '[]') as uses
      from api_keys k where k.account_id = ${accountId} and k.owner_id in ${ownerIds}
        and k.ended_at is null and (k.expires_at is null or k.expires_at > now())
      order by lower(k.name), k.id`)),
  ];
}

export type GroupLeft = { memberId: string; group: string };

/** The groups that these people are in: those that they would leave. */
export async function groupsOfPeople(tx: Tx, accountId: string, memberIds: readonly string[]): Promise<GroupLeft[]> {
  if (memberIds.length === 0) return [];
  return [
    ...(await tx.execute<GroupLeft>(sql`
      select m.member_id as "memberId", g.name as "group" from group_members m
      join groups g on g.account_id = m.account_id and g.id = m.group_id and g.ended_at is null
      where m.account_id = ${accountId} and m.member_id in ${memberIds} and m.ended_at is null
      order by lower(g.name)`)),
  ];
}

export type PlanNumbers = { restricted: number; groups: number };

/** What a smaller plan would no longer offer, and how much of it is in use. */
export async function planNumbers(tx: Tx, accountId: string): Promise<PlanNumbers> {
  const [row] = await tx.execute<PlanNumbers>(sql`
    select (select count(*)::int from role_assignments a where a.account_id = ${accountId} and a.ended_at is null
        and a.built_in_role = 'media_library_restricted_access') as restricted,
      (select count(*)::int from groups g where g.account_id = ${accountId} and g.ended_at is null) as groups`);
  return row ?? { restricted: 0, groups: 0 };
}
