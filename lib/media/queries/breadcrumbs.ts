import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Reach } from "@/lib/media/queries/reach";
import { SEGMENT } from "@/lib/media/rules/path";

export type Crumb = { id: string; name: string };

/** The folders from the root down to this path, as far as they are open to who asks. */
export async function breadcrumbsOf(tx: Tx, accountId: string, reach: Reach, path: string): Promise<Crumb[]> {
  const rows = await tx.execute<Crumb>(sql`
    with ${reach.sources} select d.id, d.name from folders d
    where d.account_id = ${accountId} and d.path in (${pathsAbove(path)}) and ${reach.seesFolder(sql`d`)}
    order by length(d.path)`);
  return [...rows];
}

/** The paths of all folders from the root down to this one. */
export const pathsAbove = (path: string | SQL): SQL =>
  sql`select left(${path}::text, n * ${SEGMENT}::int) collate "C" from generate_series(1, length(${path}::text) / ${SEGMENT}::int) n`;
