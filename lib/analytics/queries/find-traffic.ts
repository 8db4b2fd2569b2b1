import "server-only";
import { sql } from "drizzle-orm";
import { type Ask, askingAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { Interval } from "@/lib/analytics/rules/ranges";
import { findScope } from "@/lib/analytics/queries/find-scope";
import { rowsBySource, rowsWithin, SUMS } from "@/lib/analytics/queries/rows-within";
import { choicesOf, inAny, type NamedSource, type Of, wantedOf } from "@/lib/analytics/queries/sources";
import type { Span, Stretch } from "@/lib/analytics/rules/span";
import { NO_SUMS, type Sums } from "@/lib/analytics/rules/sums";
import { cutByUtcDays } from "@/lib/analytics/rules/utc-days";
import { authorize } from "@/lib/permissions/can";

export type SourceSums = NamedSource & Sums;

export type Traffic = {
  span: Span;
  /** One for each interval of the span. */
  points: Sums[];
  before: Sums[];
  /** Those with requests in the span, the busiest first. */
  sources: SourceSums[];
  /** What the figures can be narrowed to. */
  choices: NamedSource[];
  /** False before the first request that was ever counted. */
  any: boolean;
};

/** The figures of a span and of the one before, over time and by source. */
export async function findTraffic(actor: Actor, search: AnalyticsSearch & { interval?: Interval }): Promise<Traffic> {
  authorize(actor, "analytics.view");
  return askingAccount(actor.account.id, async (ask) => {
    const { of, span, named } = await findScope(ask, actor, search);
    const [points, before, bySource] = await Promise.all([
      pointsOf(ask, actor, of, span),
      pointsOf(ask, actor, of, span.before),
      sumsBySource(ask, actor, of, span),
    ]);
    const names = new Map(named.map((source) => [source.id, source]));
    return {
      span,
      points,
      before,
      sources: bySource.map(({ source, ...sums }) => ({ ...(names.get(source) ?? unnamed(source)), ...sums })),
      choices: choicesOf(named, actor),
      any: bySource.length > 0 || (await hasAny(ask, actor, of)),
    };
  });
}

/** The points of some sources, each for itself. */
export async function findTrafficOf(
  actor: Actor,
  search: AnalyticsSearch & { interval?: Interval },
  sourceIds: readonly string[],
): Promise<Map<string, Sums[]>> {
  authorize(actor, "analytics.view");
  return askingAccount(actor.account.id, async (ask) => {
    const { span, named } = await findScope(ask, actor, search);
    for (const id of sourceIds) wantedOf(named, actor, id);
    const rows = await ask<Sums & { source: string; i: number }>(sql`
      select source_id as source, i, ${SUMS} from ${rowsBySource(actor, sourceIds, span)} group by source_id, i`);
    const points = new Map(sourceIds.map((id) => [id, span.starts.map(() => NO_SUMS)]));
    for (const { source, i, ...sums } of rows) points.get(source)?.splice(i, 1, sums);
    return points;
  });
}

async function pointsOf(ask: Ask, actor: Actor, of: Of, stretch: Stretch): Promise<Sums[]> {
  const points = stretch.starts.map(() => NO_SUMS);
  const rows = await ask<Sums & { i: number }>(sql`
    select i, ${SUMS} from ${rowsWithin(actor, of, stretch)} group by i`);
  for (const { i, ...sums } of rows) points[i] = sums;
  return points;
}

/** The busiest first. */
const sumsBySource = (ask: Ask, actor: Actor, of: Of, stretch: Stretch) =>
  ask<Sums & { source: string }>(sql`
    select source_id as source, ${SUMS} from ${rowsBySource(actor, of, cutByUtcDays(stretch))}
    group by source_id order by requests desc, source_id`);

async function hasAny(ask: Ask, actor: Actor, of: Of): Promise<boolean> {
  const rows = await ask(
    sql`select from delivery_days where account_id = ${actor.account.id} and ${inAny(of)} limit 1`,
  );
  return rows.length > 0;
}

/** Its row may be gone, its figures are not. */
const unnamed = (id: string): NamedSource => ({ id, name: id, slug: "", deleted: true });
