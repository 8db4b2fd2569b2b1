import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { heldAt } from "@/db/schema/columns";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { MANAGE } from "@/lib/media/queries/reach";

type Item = Pick<FoundItem, "kind" | "id">;
type Line = { kind: Item["kind"]; id: string | SQL };

const momentOf = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** What a row's column held at a moment: what the first change since then took away, or what it holds still. */
const wasAt = (accountId: string, at: SQL, kind: "place" | "owner" | "trash", id: SQL, present: SQL): SQL => sql`(
  select x.was from (
    select h.was, h.number from media_changes h
      where h.account_id = ${accountId} and h.item_id = ${id} and h.kind = ${kind} and h.at > ${at}
    union all select ${present}, ${Number.MAX_SAFE_INTEGER}::bigint) x
  order by x.number limit 1)`;

/** The thing and the folders above it, where they lay then, with the state that each was in. */
function lineAt(accountId: string, { kind, id }: Line, at: SQL): SQL {
  const was = (what: "place" | "owner" | "trash", row: SQL, present: SQL) => wasAt(accountId, at, what, row, present);
  const folder = sql`d.id, d.name, ${was("owner", sql`d.id`, sql`d.owner_id`)} as owner_id,
    ${was("place", sql`d.id`, sql`d.parent_id`)} as parent_id,
    ${was("trash", sql`d.id`, sql`case when d.trashed_with = d.id then 'trash' end`)} as trash, d.created_at`;
  const start = {
    folder: sql`select 'folder' as kind, ${folder} from folders d where d.account_id = ${accountId} and d.id = ${id}`,
    file: sql`select 'file' as kind, f.id, f.name, ${was("owner", sql`f.id`, sql`f.owner_id`)} as owner_id,
      ${was("place", sql`f.id`, sql`f.folder_id`)} as parent_id,
      ${was("trash", sql`f.id`, sql`case when f.trashed_at is not null then 'trash' end`)} as trash, f.created_at
      from files f where f.account_id = ${accountId} and f.id = ${id}`,
    collection: sql`select 'collection' as kind, c.id, c.name, ${was("owner", sql`c.id`, sql`c.owner_id`)} as owner_id,
      null::text as parent_id, case when ${heldAt(sql`c`, at)} then null else 'trash' end as trash, c.started_at as created_at
      from collections c where c.account_id = ${accountId} and c.id = ${id}`,
  }[kind];
  return sql`with recursive line as (
    ${start} union all
    select 'folder', ${folder} from line l join folders d on d.account_id = ${accountId} and d.id = l.parent_id)
    select * from line`;
}

/** As `thingsGivingWay`, at a moment of the past. What was in the trash gave no way, nor did what was not there yet. */
export function thingsThatGaveWay(accountId: string, item: Item, moment: Date): SQL {
  const at = momentOf(moment);
  const collected = sql`
    union all select 'collection', c.id, c.name, ${wasAt(accountId, at, "owner", sql`c.id`, sql`c.owner_id`)}, 1
    from collection_files m join collections c on c.account_id = m.account_id and c.id = m.collection_id and ${heldAt(sql`c`, at)}
    where m.account_id = ${accountId} and m.file_id = ${item.id} and ${heldAt(sql`m`, at)}`;
  return sql`
    select t.* from (
      select l.kind, l.id, l.name, l.owner_id, ${MANAGE} as most from (${lineAt(accountId, item, at)}) l
      ${item.kind === "file" ? collected : sql``}) t
    where ${wasOpen(accountId, item, at)}`;
}

const wasOpen = (accountId: string, item: Item, at: SQL): SQL => sql`not exists (
  select from (${lineAt(accountId, item, at)}) l
  where l.trash is not null or (l.id = ${item.id} and l.created_at > ${at}))`;

/** Whether the thing was there at that moment, and not in the trash. */
export async function wasThere(tx: Tx, accountId: string, item: Item, at: Date): Promise<boolean> {
  const [row] = await tx.execute<{ there: boolean }>(sql`select ${wasOpen(accountId, item, momentOf(at))} as there`);
  return row?.there ?? false;
}

/** Whether it was private at that moment, by itself or by a folder that it lay in then. */
export async function wasPrivate(tx: Tx, accountId: string, item: Item, at: Date): Promise<boolean> {
  const [row] = await tx.execute<{ was: boolean }>(sql`
    select exists (select from private_media p where p.account_id = ${accountId} and ${heldAt(sql`p`, at)}
      and p.item_id in (select l.id from (${lineAt(accountId, item, momentOf(at))}) l)) as was`);
  return row?.was ?? false;
}

/** Whether a file was, or lay in, the thing at a moment, each of them SQL. */
export function wasHeldBy(accountId: string, { kind, id }: Item, fileId: SQL, at: SQL): SQL {
  switch (kind) {
    case "file":
      return sql`${fileId} = ${id}`;
    case "folder":
      return sql`exists (select from (${lineAt(accountId, { kind: "file", id: fileId }, at)}) l where l.id = ${id})`;
    case "collection":
      return sql`exists (select from collection_files m where m.account_id = ${accountId} and m.collection_id = ${id}
        and m.file_id = ${fileId} and ${heldAt(sql`m`, at)})`;
  }
}
