import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { bearsFromThere, isReached, liesThere } from "@/lib/delivery/queries/count-cached";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { surrogateKeyOf } from "@/lib/delivery/rules/surrogate-keys";
import type { Place } from "@/lib/purge/queries/cached-of";
import { libraryPlaces } from "@/lib/purge/queries/library-places";
import { encodePath, type HookNames, type HookTarget } from "@/lib/purge/rules/hook";
import type { Site, SiteSource } from "@/lib/purge/rules/read-line";

/** Places of one scope that are told one by one, at most. */
const MOST = 10_000;

/** `untold`: places that are left out. */
type Targets = { targets: HookTarget[]; untold: number };

type Found = { places: Place[]; untold: number };

/**
 * What the CDN in front is told, so that it forgets what these scopes name. By keys that is all it can hold; by addresses,
 * those that are named themselves, that our caches know and that files of the library have, at each host of the source.
 */
export async function targetsOf(
  tx: Tx,
  accountId: string,
  { site, names, scopes }: { site: Site; names: HookNames; scopes: readonly PurgeScope[] },
): Promise<Targets> {
  if (names === "keys")
    return { targets: [...new Set(scopes.map((scope) => surrogateKeyOf(accountId, scope)))], untold: 0 };
  const found: Found[] = [];
  for (const scope of scopes) found.push(await placesOf(tx, accountId, scope, names));
  const sources = new Map(site.sources.map((source) => [source.id, source]));
  const targets = found.flatMap(({ places }) =>
    places.flatMap(({ sourceId, path }) => {
      const source = sources.get(sourceId);
      return source ? addressesOf(site, source, path) : [];
    }),
  );
  return { targets: [...new Set(targets)], untold: found.reduce((sum, { untold }) => sum + untold, 0) };
}

async function placesOf(tx: Tx, accountId: string, scope: PurgeScope, names: HookNames): Promise<Found> {
  const cachedAt = (isMeant: SQL) =>
    atMost(tx, sql`select r.source_id, r.path from cached_renders r where r.account_id = ${accountId} and ${isMeant}`);
  if (!("sourceId" in scope)) {
    const reached = sql`select r.source_id, r.path from cached_renders r where r.account_id = ${accountId} and ${isReached(scope)}`;
    return atMost(tx, sql`${reached} union ${libraryPlaces(accountId, scope)}`);
  }
  const { sourceId } = scope;
  const path = scope.kind === "path" ? scope.path : scope.kind === "prefix" ? scope.prefix : "";
  const isOneAddress = scope.kind === "path" || names === "prefixes";
  if (!isOneAddress) return cachedAt(isReached(scope));
  const others =
    scope.kind === "source" ? null : await cachedAt(sql`${bearsFromThere(scope)} and not ${liesThere(scope)}`);
  return { places: [{ sourceId, path }, ...(others?.places ?? [])], untold: others?.untold ?? 0 };
}

async function atMost(tx: Tx, places: SQL): Promise<Found> {
  const rows = await tx.execute<Place & { total: number }>(sql`
    select d.source_id as "sourceId", d.path, count(*) over ()::int as total
    from (select distinct p.source_id, p.path from (${places}) p (source_id, path)) d limit ${MOST}`);
  return {
    places: rows.map(({ sourceId, path }) => ({ sourceId, path })),
    untold: (rows[0]?.total ?? 0) - rows.length,
  };
}

const addressesOf = ({ host }: Site, { slug, formerSlugs = [], hosts }: SiteSource, path: string): HookTarget[] => [
  ...[slug, ...formerSlugs].map((each) => `${host}/i/${each}/${encodePath(path)}`),
  ...hosts.map((own) => `${own}/${encodePath(path)}`),
];
