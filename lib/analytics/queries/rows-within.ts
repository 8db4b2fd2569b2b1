import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/actor";
import { inSources } from "@/lib/analytics/queries/sources";
import type { Stretch } from "@/lib/analytics/rules/span";
import { utcDaysOf } from "@/lib/analytics/rules/utc-days";

/** As numbers, which hold them exactly up to nine petabytes. */
export const SUMS = sql`sum(requests)::float8 as requests, sum(bytes)::float8 as bytes, sum(saved)::float8 as saved,
  sum(hits)::float8 as hits, sum(errors)::float8 as errors, sum(uncounted)::float8 as uncounted`;

const columns = sql`source_id, requests, bytes, saved, hits, errors, uncounted`;

/**
 * The sums of these sources in a stretch, as a table: each row with its source and, as `i`, the interval that it belongs to,
 * counted from 0. Where the intervals are days of UTC the whole ones come as one row each, in place of 48.
 */
export function rowsWithin(actor: Actor, of: readonly string[] | null, stretch: Stretch): SQL {
  const { days, from } = utcDaysOf(stretch);
  const own = sql`account_id = ${actor.account.id} and ${inSources(of)}`;
  const halfHours = sql`select ${columns}, ${intervalOf(stretch)} as i from delivery_half_hours
    where ${own} and at >= ${from.toISOString()}::timestamptz and at < ${stretch.to.toISOString()}::timestamptz`;
  if (!days) return sql`(${halfHours}) r`;
  return sql`(select ${columns}, day - ${days.first}::text::date as i from delivery_days
    where ${own} and day between ${days.first}::text::date and ${days.last}::text::date
    union all ${halfHours}) r`;
}

/** The cuts are read once, because they stand in a subquery. */
const intervalOf = ({ starts }: Stretch): SQL => {
  const cuts = `{${starts.map((start) => start.toISOString()).join(",")}}`;
  return sql`width_bucket(at, (select ${cuts}::text::timestamptz[])) - 1`;
};
