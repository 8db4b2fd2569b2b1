import { type SQL, sql } from "drizzle-orm";
import type { FileSort } from "@/lib/media/input/search";
import { readingFrom, timeKey, timeOf } from "@/lib/page";
import type { Cursor } from "@/lib/cursor";

/** In which order, and from where on, a page of files is wanted. */
export type Order = { sort: FileSort; descending: boolean; cursor: Cursor | null; limit: number };

type SortKey = { type: "string" | "number"; column: SQL; key: SQL; bound: (key: string | number) => SQL };

/** Of the file row aliased `f`: what is sorted by, and the same as a cursor keeps it. */
export const SORT_KEYS: Record<FileSort, SortKey> = {
  created: {
    type: "number",
    column: sql`f.created_at`,
    key: timeKey(sql`f.created_at`),
    bound: timeOf,
  },
  name: { type: "string", column: sql`f.name_key`, key: sql`f.name_key`, bound: (key) => sql`${key}::text` },
  size: { type: "number", column: sql`f.size`, key: sql`f.size::float8`, bound: (key) => sql`${key}::bigint` },
};

/** Pieces of an order; one row more than asked for tells whether there is a further page on that side. */
export function piecesOf({ sort, descending, cursor, limit }: Order) {
  const { column, bound } = SORT_KEYS[sort];
  const { direction, beyond } = readingFrom(cursor, descending);
  const start = cursor ? sql`and (${column}, f.id) ${beyond} (${bound(cursor.key)}, ${cursor.id})` : sql``;
  // In the text, because a plan that must fit any number reads everything.
  return { column, direction, start, count: sql.raw(String(limit + 1)) };
}

/** `page`: of the files that fit, by whatever index the database finds best. */
export function plainPage(from: SQL, where: SQL, order: Order): SQL {
  const { column, direction, start, count } = piecesOf(order);
  return sql`page as materialized (
    select f.id from ${from} where ${where} ${start} order by ${column} ${direction}, f.id ${direction} limit ${count})`;
}

/**
 * `page`: of the files in `listed_folders`, and of those in `listed_files`, wherever they lie.
 *
 * First the library is walked through in the order wanted, each row looked up in the set of folders. How far is bounded
 * by what the other way costs: where that was not enough, the newest file of each folder says which folders the page
 * comes from. Both ways read indexes alone, and the second is only gone where it is needed.
 */
export function gatheredPage(accountId: string, order: Order): SQL {
  const { column, direction, start, count } = piecesOf(order);
  const kept = sql`f.account_id = ${accountId} and f.trashed_at is null`;
  const ordered = (key: SQL, id: SQL) => sql`order by ${key} ${direction}, ${id} ${direction} limit ${count}`;
  const isShort = sql`(select count(*) from walked) < ${count}`;
  return sql`walked as materialized (
    select w.id, w.key from (
      select f.id, f.folder_id, ${column} as key from files f where ${kept} ${start} order by ${column} ${direction}, f.id ${direction}
      limit (select least(60000, greatest(1000, 30 * count(*))) from listed_folders)
    ) w where (w.folder_id in (select id from listed_folders)) is true
      or ((w.id in (select id from listed_files)) is true and (w.folder_id in (select id from trashed)) is not true)
    ${ordered(sql`w.key`, sql`w.id`)}
  ), gathered as (
    select f.id, f.key from (
      select v.id from listed_folders v, lateral (
        select f.id, ${column} as key from files f where ${kept} and f.folder_id = v.id ${start}
        order by ${column} ${direction}, f.id ${direction} limit 1) f
      where ${isShort} ${ordered(sql`f.key`, sql`f.id`)}
    ) t, lateral (
      select f.id, ${column} as key from files f where ${kept} and f.folder_id = t.id ${start} ${ordered(column, sql`f.id`)}) f
    ${ordered(sql`f.key`, sql`f.id`)}
  ), fetched as (
    select f.id, ${column} as key from listed_files x, lateral (
      select f.* from files f where ${kept} and f.id = x.id ${start} offset 0) f
    where ${isShort} and (f.folder_id in (select id from trashed)) is not true ${ordered(column, sql`f.id`)}
  ), page as materialized (
    select z.id from (select * from walked union all select * from gathered union all select * from fetched) z
    group by z.id, z.key ${ordered(sql`z.key`, sql`z.id`)})`;
}

/**
 * `matches`: all files of `listed_folders` and `listed_files` that fit, and `page` of them. Where few files of the whole
 * library fit, those that are listed are picked from them; otherwise the listed ones are looked through, by their names
 * in the index first.
 */
export function matchedPage(
  accountId: string,
  condition: SQL,
  order: Order,
  { rare, named }: { rare: boolean; named: SQL },
): SQL {
  const { column, direction, start, count } = piecesOf(order);
  const kept = sql`f.account_id = ${accountId} and f.trashed_at is null`;
  const rows = rare
    ? sql`select f.* from fitting f where (f.folder_id in (select id from listed_folders)) is true
        or ((f.id in (select id from listed_files)) is true and (f.folder_id in (select id from trashed)) is not true)`
    : sql`select f.* from (
          select n.id from listed_folders v, lateral (
            select f.id from files f where ${kept} and f.folder_id = v.id and ${named} offset 0) n
          union select id from listed_files) x,
        lateral (select f.* from files f where ${kept} and f.id = x.id offset 0) f
        where ${condition} and (f.folder_id in (select id from trashed)) is not true`;
  return sql`fitting as materialized (select f.* from files f where ${kept} and ${condition}),
  matches as materialized (${rows}),
  page as materialized (
    select f.id from matches f where true ${start} order by ${column} ${direction}, f.id ${direction} limit ${count})`;
}
