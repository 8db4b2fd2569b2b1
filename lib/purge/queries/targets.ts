import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { bearsFromThere, isReached, liesThere } from "@/lib/delivery/queries/count-cached";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import type { Place } from "@/lib/purge/queries/cached-of";
import { encodePath, type HookTarget } from "@/lib/purge/rules/hook";
import type { Site, SiteSource } from "@/lib/purge/rules/read-line";

/** Addresses of one scope without a place of its own, at most. */
const MOST = 1_000;

/** Where the CDN in front may hold what these scopes name: at each host of the source. */
export async function targetsOf(
  tx: Tx,
  accountId: string,
  site: Site,
  scopes: readonly PurgeScope[],
): Promise<HookTarget[]> {
  const places: Place[] = [];
  for (const scope of scopes) places.push(...(await placesOf(tx, accountId, scope)));
  const sources = new Map(site.sources.map((source) => [source.id, source]));
  const targets = places.flatMap(({ sourceId, path }) => {
    const source = sources.get(sourceId);
    return source ? addressesOf(site, source, path) : [];
  });
  return [...new Set(targets)];
}

async function placesOf(tx: Tx, accountId: string, scope: PurgeScope): Promise<Place[]> {
  const cachedAt = (isMeant: SQL) =>
    tx.execute<Place>(sql`
      select distinct r.source_id as "sourceId", r.path from cached_renders r
      where r.account_id = ${accountId} and ${isMeant} limit ${MOST}`);
  switch (scope.kind) {
    case "path":
    case "prefix": {
      const own = { sourceId: scope.sourceId, path: scope.kind === "path" ? scope.path : scope.prefix };
      return [own, ...(await cachedAt(sql`${bearsFromThere(scope)} and not ${liesThere(scope)}`))];
    }
    case "source":
      return [{ sourceId: scope.sourceId, path: "" }];
    default:
      return [...(await cachedAt(isReached(scope)))];
  }
}

const addressesOf = ({ host }: Site, { slug, hosts }: SiteSource, path: string): HookTarget[] => [
  `${host}/i/${slug}/${encodePath(path)}`,
  ...hosts.map((own) => `${own}/${encodePath(path)}`),
];
