import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inSources } from "@/lib/analytics/queries/sources";
import { type Asked, ofDays, SUMS, type Tally } from "@/lib/analytics/queries/tallies";

type PathRow = Tally & { sourceId: string };

/** How many of each day are looked at first. */
const HEADS = 50;

/**
 * The paths that were asked for most, exactly. Of all sources together they are too many to be added up, so only the heads
 * of each day are, deeper and deeper, until no path below them can be among the wanted (Fagin's threshold algorithm).
 */
export async function topPaths(tx: Tx, asked: Asked): Promise<PathRow[]> {
  if (asked.of !== null) return allPaths(tx, asked);
  for (let heads = Math.max(HEADS, 2 * asked.limit); ; heads *= 4) {
    const { rows, bound } = await fromHeads(tx, asked, heads);
    if (bound === 0 || (rows[asked.limit - 1]?.requests ?? -1) >= bound) return rows;
  }
}

const allPaths = (tx: Tx, asked: Asked): Promise<PathRow[]> =>
  tx.execute<PathRow>(sql`
    select source_id as "sourceId", value, ${SUMS} from delivery_tallies where ${ofDays(asked)} and ${inSources(asked.of)}
    group by source_id, value order by requests desc, source_id, value limit ${asked.limit}`);

/** `bound`: as many requests as a path can have at most that is in no head. */
async function fromHeads(tx: Tx, asked: Asked, heads: number): Promise<{ rows: PathRow[]; bound: number }> {
  const { actor, kind, days, limit } = asked;
  const of = sql`t.account_id = ${actor.account.id} and t.kind = ${kind} and t.kind in ('path', 'missing')`;
  const rows = await tx.execute<PathRow & { bound: number }>(sql`
    with days as materialized (
      select day::date from generate_series(${days.first}::text::date, ${days.last}::text::date, interval '1 day') day
    ), head as materialized (
      select h.* from days, lateral (
        select t.day, t.source_id, t.value, t.requests from delivery_tallies t where ${of} and t.day = days.day
        order by t.requests desc limit ${heads}) h
    ), candidates as materialized (select distinct source_id, value from head)
    select c.source_id as "sourceId", c.value, ${SUMS}, (
      select coalesce(sum(least), 0)::float8 from (
        select min(requests) as least from head group by day having count(*) = ${heads}) cut) as bound
    from candidates c, days, lateral (
      select t.requests, t.bytes, t.saved from delivery_tallies t
      where ${of} and t.source_id = c.source_id and t.day = days.day and t.value = c.value limit 1) t
    group by c.source_id, c.value order by requests desc, c.source_id, c.value limit ${limit}`);
  return { rows, bound: rows[0]?.bound ?? 0 };
}
