import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type PurgeScope, toMark } from "@/lib/delivery/rules/scope";

/** How many results the servers hold that these scopes would purge. Within a second or two of what is so. */
export async function countCached(tx: Tx, accountId: string, scopes: readonly PurgeScope[]): Promise<number> {
  if (scopes.length === 0) return 0;
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from cached_renders r
    where r.account_id = ${accountId} and (${sql.join(scopes.map(isReached), sql` or `)})`);
  return row?.count ?? 0;
}

/** Whether a scope reaches the row of `cached_renders` aliased `r`; capitals of a path count as little as for a purge. */
export function isReached(scope: PurgeScope): SQL {
  const { kind, sourceId, target } = toMark(scope);
  switch (kind) {
    case "path":
      return sql`(r.source_id = ${sourceId} and lower(r.path) = lower(${target}))`;
    case "prefix":
      return sql`(r.source_id = ${sourceId} and starts_with(lower(r.path), lower(${target})))`;
    case "source":
      return sql`r.source_id = ${sourceId}`;
    case "file":
      return sql`r.file_ids @> array[${target}]::text[]`;
    case "folder":
      return sql`r.folder_ids @> array[${target}]::text[]`;
    case "tag":
      return sql`r.tags @> array[${target}]::text[]`;
  }
}
