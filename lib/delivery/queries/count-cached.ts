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
  switch (scope.kind) {
    case "path":
    case "prefix":
      return sql`(${liesThere(scope)} or ${bearsFromThere(scope)})`;
    case "source":
      return sql`r.source_id = ${scope.sourceId}`;
    case "file":
      return sql`r.file_ids @> array[${scope.fileId}]::text[]`;
    case "folder":
      return sql`r.folder_ids @> array[${scope.folderId}]::text[]`;
    case "tag":
      return sql`r.tags @> array[${scope.tag}]::text[]`;
  }
}

type Place = Extract<PurgeScope, { kind: "path" | "prefix" }>;

/** Whether the row is of the picture itself that a path names, or of one below a prefix. */
export const liesThere = (scope: Place): SQL =>
  sql`(r.source_id = ${scope.sourceId} and ${isNamed(sql`r.path`, scope)})`;

/** Whether one of those lies on it as a watermark. */
export const bearsFromThere = (scope: Place): SQL => sql`(r.source_id = ${scope.sourceId} and r.watermark_paths <> '{}'
  and exists (select from unnest(r.watermark_paths) as w(path) where ${isNamed(sql`w.path`, scope)}))`;

function isNamed(path: SQL, scope: Place): SQL {
  const { kind, target } = toMark(scope);
  return kind === "path" ? sql`lower(${path}) = lower(${target})` : sql`starts_with(lower(${path}), lower(${target}))`;
}
