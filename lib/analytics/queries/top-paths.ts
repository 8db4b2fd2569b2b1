import "server-only";
import { sql } from "drizzle-orm";
import type { Ask } from "@/db/client";
import { inSources } from "@/lib/analytics/queries/sources";
import { type Asked, isNamed, ofDays, SUMS, type Tally } from "@/lib/analytics/queries/tallies";

type PathRow = Tally & { sourceId: string };

/** How many of each day are looked at. */
const HEADS = 50;

/** Where more than so many could be among the wanted, none of them leads: adding all of them up is quicker. */
const CANDIDATES = 300;

/** As it stands in the text, so that the planner counts on it. */
const fixed = (number: number) => sql.raw(String(number));

/** Stands here so that the planner finds the index that is made for these kinds. */
const ofPaths = sql`kind in ('path', 'missing')`;

/**
 * The paths that were asked for most, exactly. Of all sources together they are too many to be added up, so only the heads
 * of each day are: what leads over all days is almost always among them, and where it cannot be proven, all are.
 */
export async function topPaths(ask: Ask, asked: Asked): Promise<PathRow[]> {
  if (asked.of !== null || asked.limit > HEADS) return allPaths(ask, asked);
  const rows = await fromHeads(ask, asked);
  const last = rows[asked.limit - 1];
  return last && last.requests > last.bound ? rows : allPaths(ask, asked);
}

const allPaths = (ask: Ask, asked: Asked): Promise<PathRow[]> =>
  ask<PathRow>(sql`
    select source_id as "sourceId", value, ${SUMS} from delivery_tallies
    where ${ofDays(asked)} and ${ofPaths} and ${inSources(asked.of)} and ${isNamed(sql`value`)}
    group by source_id, value order by requests desc, value, source_id limit ${asked.limit}`);

/**
 * Sums up those heads that could be among the wanted: by what is known of each and by the most that it can have on days on
 * which it is in no head. On such days alone it is looked up. `bound` is as much as a path can have that is in none at all.
 * Empty where too many could be.
 */
async function fromHeads(ask: Ask, { actor, kind, days, limit }: Asked): Promise<(PathRow & { bound: number })[]> {
  const ofKind = sql`account_id = ${actor.account.id} and kind = ${kind} and ${ofPaths}`;
  return ask<PathRow & { bound: number }>(sql`
    with heads as materialized (
      select h.* from generate_series(${days.first}::text::date, ${days.last}::text::date, interval '1 day') d (day), lateral (
        select day, source_id, value, requests, bytes, saved from delivery_tallies
        where ${ofKind} and day = d.day::date and ${isNamed(sql`value`)} order by requests desc limit ${fixed(HEADS)}) h
    ), cuts as materialized (
      select day, case when count(*) = ${fixed(HEADS)} then min(requests) else 0 end as most from heads group by day
    ), known as materialized (
      select source_id, value, array_agg(day) as days, sum(requests) as requests, sum(bytes) as bytes, sum(saved) as saved,
        sum(requests - c.most) + (select sum(most) from cuts) as most
      from heads join cuts c using (day) group by source_id, value
    ), candidates as materialized (
      select * from known
      where most >= coalesce((select requests from known order by requests desc offset ${limit - 1} limit 1), 0)
    )
    select k.source_id as "sourceId", k.value, (k.requests + coalesce(sum(t.requests), 0))::float8 as requests,
      (k.bytes + coalesce(sum(t.bytes), 0))::float8 as bytes, (k.saved + coalesce(sum(t.saved), 0))::float8 as saved,
      (select sum(most)::float8 from cuts) as bound
    from candidates k left join cuts c on c.most > 0 and c.day <> all(k.days) left join lateral (
      select requests, bytes, saved from delivery_tallies
      where ${ofKind} and source_id = k.source_id and day = c.day and value = k.value limit 1) t on true
    where (select count(*) from candidates) <= ${CANDIDATES}::int
    group by k.source_id, k.value, k.requests, k.bytes, k.saved order by requests desc, k.value, k.source_id limit ${limit}`);
}
