import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { Interval } from "@/lib/analytics/rules/ranges";
import { findSpan } from "@/lib/analytics/queries/find-span";
import { rowsWithin, SUMS } from "@/lib/analytics/queries/rows-within";
import { choicesOf, inSources, namesOf, type NamedSource, wantedSources } from "@/lib/analytics/queries/sources";
import type { Span, Stretch } from "@/lib/analytics/rules/span";
import { NO_SUMS, type Sums } from "@/lib/analytics/rules/sums";
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
export async function findTraffic(
  actor: Actor,
  { source, ...search }: AnalyticsSearch & { interval?: Interval },
): Promise<Traffic> {
  authorize(actor, "analytics.view");
  return withAccount(actor.account.id, async (tx) => {
    const of = await wantedSources(tx, actor, source);
    const span = await findSpan(tx, search);
    const { points, bySource } = await sumUp(tx, actor, of, span);
    const { points: before } = await sumUp(tx, actor, of, span.before);
    const names = new Map((await namesOf(tx, actor, [...bySource.keys()])).map((named) => [named.id, named]));
    return {
      span,
      points,
      before,
      sources: [...bySource].map(([id, sums]) => ({ ...(names.get(id) ?? unnamed(id)), ...sums })),
      choices: await choicesOf(tx, actor),
      any: bySource.size > 0 || (await hasAny(tx, actor, of)),
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
  return withAccount(actor.account.id, async (tx) => {
    for (const id of sourceIds) await wantedSources(tx, actor, id);
    const span = await findSpan(tx, search);
    const rows = await tx.execute<Sums & { source: string; i: number }>(sql`
      select source_id as source, i, ${SUMS} from ${rowsWithin(actor, sourceIds, span)} group by source_id, i`);
    const points = new Map(sourceIds.map((id) => [id, span.starts.map(() => NO_SUMS)]));
    for (const { source, i, ...sums } of rows) points.get(source)?.splice(i, 1, sums);
    return points;
  });
}

/** Read once, grouped twice. */
async function sumUp(tx: Tx, actor: Actor, of: readonly string[] | null, stretch: Stretch) {
  const rows = await tx.execute<Sums & { i: number | null; source: string | null }>(sql`
    select i, source_id as source, ${SUMS} from ${rowsWithin(actor, of, stretch)}
    group by grouping sets ((i), (source_id)) order by requests desc`);
  const points = stretch.starts.map(() => NO_SUMS);
  const bySource = new Map<string, Sums>();
  for (const { i, source, ...sums } of rows)
    if (i !== null) points[i] = sums;
    else if (source !== null) bySource.set(source, sums);
  return { points, bySource };
}

async function hasAny(tx: Tx, actor: Actor, of: readonly string[] | null): Promise<boolean> {
  const rows = await tx.execute(
    sql`select from delivery_days where account_id = ${actor.account.id} and ${inSources(of)} limit 1`,
  );
  return rows.length > 0;
}

/** Its row may be gone, its figures are not. */
const unnamed = (id: string): NamedSource => ({ id, name: id, slug: "", deleted: true });
