import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { heldAt } from "@/db/schema/columns";
import { pathsAbove } from "@/lib/media/queries/around";
import type { FoundItem, ItemKind } from "@/lib/media/queries/find-item";
import { levelOfRank, MANAGE, rankOf } from "@/lib/media/queries/reach";
import type { Level } from "@/lib/permissions/operations";
import { thingsThatGaveWay } from "@/lib/shares/queries/past-things";
import { holdersOf } from "@/lib/users/queries/holders";

/** One thing through which something is reached: it is theirs, or a share on it, on a folder above or on a collection. */
export type Way = {
  kind: "owner" | "share";
  /** Where it was given. */
  on: { kind: ItemKind; id: string; name: string };
  /** What the way is worth on the thing asked about: a collection opens its files to be seen, and no more. */
  level: Level;
  share: { id: string; level: Level; expiresAt: string | null } | null;
  group: { id: string; name: string } | null;
};

export type PersonWithWays = { id: string; name: string; email: string; level: Level; ways: Way[] };

type WayJson = Omit<Way, "level"> & { rank: number };
type Row = Omit<PersonWithWays, "level" | "ways"> & { rank: number; ways: WayJson[] };

/** `memberId`: of one member alone, whatever else they hold. `at`: how it was at a moment of the past. */
type Asked = { memberId?: string; at?: Date };

/** Who reaches a thing by ownership and shares, and through what: everyone whose media is what is shared with them. */
export async function waysTo(
  tx: Tx,
  accountId: string,
  item: FoundItem,
  { memberId, at }: Asked = {},
): Promise<PersonWithWays[]> {
  const held = (row: SQL) => heldAt(row, at);
  const things = at ? thingsThatGaveWay(accountId, item, at) : thingsGivingWay(accountId, item);
  const rows = await tx.execute<Row>(sql`
    with things as (${things}),
    ways as (
      select t.owner_id as member_id, 'owner' as kind, t.kind as on_kind, t.id as on_id, t.name as on_name, ${MANAGE} as rank,
        null as share, null as group_row
      from things t where t.owner_id is not null and (t.kind <> 'collection' or t.id = ${item.id})
      union all
      select coalesce(s.member_id, m.member_id), 'share', t.kind, t.id, t.name, least(t.most, ${rankOf(sql`s.level`)}),
        jsonb_build_object('id', s.id, 'level', s.level, 'expiresAt', s.expires_at),
        case when g.id is not null then jsonb_build_object('id', g.id, 'name', g.name) end
      from things t
      join shares s on s.account_id = ${accountId} and s.item_id = t.id and ${heldAt(sql`s`, at, { expires: true })}
      left join groups g on g.account_id = ${accountId} and g.id = s.group_id
      left join group_members m on m.account_id = ${accountId} and m.group_id = s.group_id and ${held(sql`m`)}
    )
    select m.id, m.name, m.email, max(w.rank) as rank, json_agg(json_build_object('kind', w.kind,
      'on', json_build_object('kind', w.on_kind, 'id', w.on_id, 'name', w.on_name), 'rank', w.rank, 'share', w.share, 'group', w.group_row)
      order by w.rank desc, w.on_id) as ways
    from ways w join members m on m.account_id = ${accountId} and m.id = w.member_id and ${held(sql`m`)}
    where ${memberId === undefined ? sql`m.id in (${restrictedMembers(accountId, at)})` : sql`m.id = ${memberId}`}
    group by m.id, m.name, m.email order by lower(m.name), m.id`);
  return rows.map(({ rank, ways, ...person }) => ({
    ...person,
    level: levelOfRank(rank) ?? "view",
    ways: ways.map(({ rank: worth, ...way }) => ({ ...way, level: levelOfRank(worth) ?? "view" })),
  }));
}

/** Everyone for whom shares matter: they open what is shared with them, and not the whole library anyway. */
export const restrictedMembers = (accountId: string, at?: Date): SQL =>
  sql`select h.member_id from (${holdersOf(accountId, "media_shared", { at })}) h
    except select h.member_id from (${holdersOf(accountId, "media_browse", { at })}) h`;

/** The thing itself, the folders above it and the collections that hold it; `most`: how much a share on it is worth here. */
export function thingsGivingWay(accountId: string, { kind, id, path }: FoundItem): SQL {
  const above = sql`select 'folder' as kind, d.id, d.name, d.owner_id, ${MANAGE} as most from folders d
    where d.account_id = ${accountId} and d.path in (${pathsAbove(path)})`;
  switch (kind) {
    case "folder":
      return above;
    case "file":
      return sql`${above}
        union all select 'file', f.id, f.name, f.owner_id, ${MANAGE} from files f where f.account_id = ${accountId} and f.id = ${id}
        union all select 'collection', c.id, c.name, c.owner_id, 1 from collection_files m
          join collections c on c.account_id = m.account_id and c.id = m.collection_id and c.ended_at is null
          where m.account_id = ${accountId} and m.file_id = ${id} and m.ended_at is null`;
    case "collection":
      return sql`select 'collection' as kind, c.id, c.name, c.owner_id, ${MANAGE} as most from collections c
        where c.account_id = ${accountId} and c.id = ${id} and c.ended_at is null`;
  }
}
