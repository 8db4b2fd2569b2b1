import "server-only";
import { type Ask, askingAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import { findScope } from "@/lib/analytics/queries/find-scope";
import type { NamedSource } from "@/lib/analytics/queries/sources";
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
  search: AnalyticsSearch,
  kinds: readonly K[],
  limit: number,
): Promise<TopLists<K>> {
  authorize(actor, "analytics.view");
  return askingAccount(actor.account.id, async (ask) => {
    const { of, span, named } = await findScope(ask, actor, search);
    const days = listDaysOf(span);
    const rowsOf = (kind: TallyKind, most: number) => {
      const asked = { actor, of, days, kind, limit: most };
      return isPath(kind) ? paths(ask, asked, named) : properties(ask, asked);
    };
    const [statuses, ...rows] = await Promise.all([
      rowsOf("status", 1000),
      ...kinds.map((kind) => rowsOf(kind, limit)),
    ]);
    const lists = kinds.map((kind, i) => [kind, { rows: rows[i], total: totalOf(kind, statuses) }]);
    return { days, lists: Object.fromEntries(lists) as Record<K, TopList> };
  });
}

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
  cache: every,
};

async function properties(ask: Ask, asked: Asked): Promise<TopRow[]> {
  const rows = await tallied(ask, asked);
  return rows.map((row) => ({ ...row, source: null }));
}

async function paths(ask: Ask, asked: Asked, named: readonly NamedSource[]): Promise<TopRow[]> {
  const rows = await topPaths(ask, asked);
  return rows.map(({ sourceId, value, requests, bytes, saved }) => ({
    value,
    requests,
    bytes,
    saved,
    source: named.find(({ id }) => id === sourceId) ?? null,
  }));
}
