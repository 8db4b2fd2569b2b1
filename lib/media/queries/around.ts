import { type SQL, sql } from "drizzle-orm";
import { SEGMENT } from "@/lib/media/rules/path";

/** Files, the folders above them and the collections that hold them, by their ids. */
export const aroundFiles = (accountId: string, ids: SQL): SQL => sql`
  select x.id from files f, lateral (
    select f.id union all
    ${aroundFolders(accountId, sql`f.folder_id`)} union all
    select m.collection_id from collection_files m
      where m.account_id = ${accountId} and m.file_id = f.id and m.ended_at is null) x
  where f.account_id = ${accountId} and f.id in (${ids})`;

/** Folders and those above them, by their ids. */
export const aroundFolders = (accountId: string, ids: SQL): SQL => sql`
  select a.id from folders d join folders a on a.account_id = d.account_id and a.path = any(array(${pathsAbove(sql`d.path`)}))
    where d.account_id = ${accountId} and d.id in (${ids})`;

/** The paths of all folders from the root down to this one. */
export const pathsAbove = (path: string | SQL): SQL =>
  sql`select left(${path}::text, n * ${SEGMENT}::int) collate "C" from generate_series(1, length(${path}::text) / ${SEGMENT}::int) n`;
