import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import { findSpan } from "@/lib/analytics/queries/find-span";
import { namesOf, type NamedSource, wantedSources } from "@/lib/analytics/queries/sources";
import { type Asked, type Tally, tallied } from "@/lib/analytics/queries/tallies";
import { topPaths } from "@/lib/analytics/queries/top-paths";
import type { TallyKind } from "@/lib/analytics/rules/kinds";
import { type Days, listDaysOf } from "@/lib/analytics/rules/list-days";
import { authorize } from "@/lib/permissions/can";

/** Of paths, which belong to one source. */
export type TopRow = Tally & { source: NamedSource | null };

export type TopList = {
  rows: TopRow[];
  /** Of all that the list could show, not only of what it does. */
  total: number;
};

export type TopLists<K extends TallyKind = TallyKind> = { days: Days; lists: Record<K, TopList> };

/** What was asked for most, by each of these kinds. */
export async function listTop<K extends TallyKind>(
  actor: Actor,
  { source, ...search }: AnalyticsSearch,
  kinds: readonly K[],
  limit: number,
): Promise<TopLists<K>> {
  authorize(actor, "analytics.view");
  return withAccount(actor.account.id, async (tx) => {
    const of = await wantedSources(tx, actor, source);
    const days = listDaysOf(await findSpan(tx, search));
    const statuses = await tallied(tx, { actor, of, days, kind: "status", limit: 1000 });
    const found: [K, TopList][] = [];
    for (const kind of kinds) {
      const asked = { actor, of, days, kind, limit };
      const rows = isPath(kind) ? await paths(tx, asked) : (await tallied(tx, asked)).map(ofAnySource);
      found.push([kind, { rows, total: totalOf(kind, statuses) }]);
    }
    return { days, lists: Object.fromEntries(found) as Record<K, TopList> };
  });
}

const ofAnySource = (tally: Tally): TopRow => ({ ...tally, source: null });

const isPath = (kind: TallyKind) => kind === "path" || kind === "missing";

/** Every request has one status, so that the statuses know how many could have been in a list. */
const totalOf = (kind: TallyKind, statuses: readonly Tally[]): number =>
  statuses.filter(({ value }) => COUNTED_IN[kind](Number(value))).reduce((sum, { requests }) => sum + requests, 0);

const every = () => true;

const COUNTED_IN: Record<TallyKind, (status: number) => boolean> = {
  path: (status) => status !== 404,
  missing: (status) => status === 404,
  format: (status) => status < 400,
  status: every,
  device: every,
  country: every,
  referrer: every,
};

async function paths(tx: Tx, asked: Asked): Promise<TopRow[]> {
  const rows = await topPaths(tx, asked);
  const names = await namesOf(tx, asked.actor, [...new Set(rows.map(({ sourceId }) => sourceId))]);
  return rows.map(({ sourceId, value, requests, bytes, saved }) => ({
    value,
    requests,
    bytes,
    saved,
    source: names.find(({ id }) => id === sourceId) ?? null,
  }));
}
