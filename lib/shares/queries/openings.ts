import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { FoundItem } from "@/lib/media/queries/find-item";

/** Somebody who looked at a thing, or took it, on one day of UTC; visitors of links are counted at their link. */
export type OpeningRow = { id: string; name: string; views: number; downloads: number; lastAt: Date };

const MOST = 200;

/** Who opened a file that day; of a folder or collection, whichever of the files that it holds now. */
export async function openingsOn(tx: Tx, accountId: string, item: FoundItem, day: string): Promise<OpeningRow[]> {
  const rows = await tx.execute<Omit<OpeningRow, "lastAt"> & { lastAt: string }>(sql`
    select o.opened_by as id, coalesce(m.name, k.name || ' (API key)', 'someone who has gone') as name,
      sum(o.views)::int as views, sum(o.downloads)::int as downloads, max(o.last_at) as "lastAt"
    from file_openings o
    left join members m on m.account_id = o.account_id and m.id = o.opened_by
    left join api_keys k on k.account_id = o.account_id and k.id = o.opened_by
    where o.account_id = ${accountId} and o.day = ${day}::date and o.file_id in (${filesOf(accountId, item)})
    group by 1, 2 order by max(o.last_at) desc limit ${MOST}`);
  return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}

/** The file itself, or the files that a folder or collection holds now. */
export function filesOf(accountId: string, { kind, id, path }: FoundItem): SQL {
  switch (kind) {
    case "file":
      return sql`select ${id}::text`;
    case "folder":
      return sql`select f.id from folders d join files f on f.account_id = d.account_id and f.folder_id = d.id
        where d.account_id = ${accountId} and d.path >= ${path} and d.path < ${`${path}~`}`;
    case "collection":
      return sql`select m.file_id from collection_files m
        where m.account_id = ${accountId} and m.collection_id = ${id} and m.ended_at is null`;
  }
}
