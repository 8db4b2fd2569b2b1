import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { Level } from "@/lib/permissions/operations";
import { restrictedMembers } from "@/lib/shares/queries/ways";
import { toDate } from "@/lib/to-date";
import { authorName } from "@/lib/users/queries/author-name";

/** With whom a thing is shared, and how the thing is told of. */
export type ShareOn<Thing> = {
  id: string;
  on: Thing;
  grantee: { kind: "member" | "group"; id: string; name: string; email: string | null; memberCount: number | null };
  level: Level;
  expiresAt: Date | null;
  startedAt: Date;
  startedBy: string;
  /** It changes nothing for this person now: they see everything anyway, or have no access to media. */
  isAsleep: boolean;
};

type FoundShare = ShareOn<{ kind: ItemKind; id: string; name: string }>;
type ShareJson = Omit<FoundShare, "expiresAt" | "startedAt"> & { expiresAt: string | null; startedAt: string };

/** The current shares on these things, each a row of kind, id and name, by the name of those who have them. */
export async function sharesOn(tx: Tx, accountId: string, things: SQL): Promise<FoundShare[]> {
  const rows = await tx.execute<ShareJson>(sql`
    with things as (${things}), restricted as materialized (${restrictedMembers(accountId)})
    select s.id, json_build_object('kind', t.kind, 'id', t.id, 'name', t.name) as on, s.level,
      s.expires_at as "expiresAt", s.started_at as "startedAt", ${authorName(sql`s.account_id`, sql`s.started_by`)} as "startedBy",
      case when s.member_id is not null
        then json_build_object('kind', 'member', 'id', m.id, 'name', m.name, 'email', m.email, 'memberCount', null)
        else json_build_object('kind', 'group', 'id', g.id, 'name', g.name, 'email', null, 'memberCount',
          (select count(*) from group_members x where x.account_id = s.account_id and x.group_id = g.id and x.ended_at is null)) end as grantee,
      s.member_id is not null and s.member_id not in (select member_id from restricted) as "isAsleep"
    from things t
    join shares s on s.account_id = ${accountId} and s.item_id = t.id and s.ended_at is null and (s.expires_at is null or s.expires_at > now())
    left join members m on m.account_id = s.account_id and m.id = s.member_id
    left join groups g on g.account_id = s.account_id and g.id = s.group_id
    where m.ended_at is null and g.ended_at is null
    order by lower(coalesce(m.name, g.name)), s.id`);
  return rows.map(({ expiresAt, startedAt, ...row }) => ({
    ...row,
    expiresAt: toDate(expiresAt),
    startedAt: new Date(startedAt),
  }));
}
