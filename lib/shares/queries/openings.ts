import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { wasHeldBy } from "@/lib/shares/queries/past-things";

/** Somebody who looked at a thing, or took it, on one day of UTC; visitors of links are counted at their link. */
export type OpeningRow = { id: string; name: string; views: number; downloads: number; lastAt: Date };

const MOST = 200;

/** Who opened a file that day; of a folder or collection, a file that it held when they last did. */
export async function openingsOn(tx: Tx, accountId: string, item: FoundItem, day: string): Promise<OpeningRow[]> {
  const rows = await tx.execute<Omit<OpeningRow, "lastAt"> & { lastAt: string }>(sql`
    select o.opened_by as id, coalesce(m.name, k.name || ' (API key)', 'someone who has gone') as name,
      sum(o.views)::int as views, sum(o.downloads)::int as downloads, max(o.last_at) as "lastAt"
    from file_openings o
    left join members m on m.account_id = o.account_id and m.id = o.opened_by
    left join api_keys k on k.account_id = o.account_id and k.id = o.opened_by
    where o.account_id = ${accountId} and o.day = ${day}::date
      and ${wasHeldBy(accountId, item, sql`o.file_id`, sql`o.last_at`)}
    group by 1, 2 order by max(o.last_at) desc limit ${MOST}`);
  return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}
