import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inSources } from "@/lib/analytics/queries/sources";
import { type Asked, isNamed, ofDays, SUMS, type Tally } from "@/lib/analytics/queries/tallies";

type PathRow = Tally & { sourceId: string };

/** How many of each day are looked at. */
const HEADS = 50;

/** Where more than so many could be among the wanted, none of them leads: adding all of them up is quicker. */
const CANDIDATES = 300;

/**
 * The paths that were asked for most, exactly. Of all sources together they are too many to be added up, so only the heads
 * of each day are: what leads over all days is almost always among them, and where it cannot be proven, all are.
 */
export async function topPaths(tx: Tx, asked: Asked): Promise<PathRow[]> {
  if (asked.of !== null || asked.limit > HEADS) return allPaths(tx, asked);
  const rows = await fromHeads(tx, asked);
  const last = rows[asked.limit - 1];
  return last && last.requests >= last.bound ? rows : allPaths(tx, asked);
}

const allPaths = (tx: Tx, asked: Asked): Promise<PathRow[]> =>
  tx.execute<PathRow>(sql`
    select source_id as "sourceId", value, ${SUMS} from delivery_tallies where ${ofDays(asked)} and ${inSources(asked.of)} and ${isNamed(sql`value`)}
    group by source_id, value order by requests desc, value, source_id limit ${asked.limit}`);

/**
 * Sums up those heads that could be among the wanted: by what is known of each and by the most that it can have on days on
 * which it is in no head. `bound` is as much as a path can have that is in none at all. Empty where too many could be.
 */
async function fromHeads(tx: Tx, asked: Asked): Promise<(PathRow & { bound: number })[]> {
  const { actor, kind, days, limit } = asked;
  // The kinds stand here so that the planner finds the index that is made for them.
  const of = sql`t.account_id = ${actor.account.id} and t.kind = ${kind} and t.kind in ('path', 'missing')`;
  return tx.execute<PathRow & { bound: number }>(sql`
    with days as materialized (
      select day::date from generate_series(${days.first}::text::date, ${days.last}::text::date, interval '1 day') day
    ), heads as materialized (
      select h.* from days, lateral (
        select t.day, t.source_id, t.value, t.requests from delivery_tallies t where ${of} and t.day = days.day and ${isNamed(sql`t.value`)}
        order by t.requests desc limit ${HEADS}) h
    ), cuts as materialized (
      select day, case when count(*) = ${HEADS} then min(requests) else 0 end as requests from heads group by day
    ), known as materialized (
      select source_id, value, sum(h.requests) as least, sum(h.requests - c.requests) + (select sum(requests) from cuts) as most
      from heads h join cuts c using (day) group by source_id, value
    ), candidates as materialized (
      select source_id, value from known
      where most >= coalesce((select least from known order by least desc offset ${limit - 1} limit 1), 0)
    )
    select c.source_id as "sourceId", c.value, ${SUMS}, (select coalesce(sum(requests), 0)::float8 from cuts) as bound
    from (select * from candidates where (select count(*) from candidates) <= ${CANDIDATES}) c, days, lateral (
      select t.requests, t.bytes, t.saved from delivery_tallies t
      where ${of} and t.source_id = c.source_id and t.day = days.day and t.value = c.value limit 1) t
    group by c.source_id, c.value order by requests desc, c.value, c.source_id limit ${limit}`);
}
