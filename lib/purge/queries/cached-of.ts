import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isReached } from "@/lib/delivery/queries/count-cached";
import type { PurgeScope } from "@/lib/delivery/rules/scope";

/** Where something is delivered. */
export type Place = { sourceId: string; path: string };

type Cached = { matched: number; sample: Place | null };

/** How many cached results each scope reaches, and the place of one that can be read again afterwards. */
export async function cachedOf(tx: Tx, accountId: string, scopes: readonly PurgeScope[]): Promise<Cached[]> {
  const each = scopes.map(
    (scope, n) => sql`
      select ${n}::int as n, (select count(*)::int from cached_renders r where r.account_id = ${accountId} and ${isReached(scope)}) as matched,
        (select json_build_object('sourceId', r.source_id, 'path', r.path) from cached_renders r
          where r.account_id = ${accountId} and ${isReached(scope)} limit 1) as sample`,
  );
  if (each.length === 0) return [];
  const rows = await tx.execute<Cached & { n: number }>(sql`${sql.join(each, sql` union all `)} order by n`);
  return rows.map(({ matched, sample }, n) => ({ matched, sample: sample ?? ownPlace(scopes[n]) }));
}

/** An address can be read again whether or not a result of it is cached here. */
const ownPlace = (scope: PurgeScope | undefined): Place | null =>
  scope?.kind === "path" ? { sourceId: scope.sourceId, path: scope.path } : null;
