import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/actor";
import { inAny, inSources, type Of } from "@/lib/analytics/queries/sources";
import type { Stretch } from "@/lib/analytics/rules/span";
import { utcDaysOf } from "@/lib/analytics/rules/utc-days";

/** As numbers, which hold them exactly up to nine petabytes. */
export const SUMS = sql`sum(requests)::float8 as requests, sum(bytes)::float8 as bytes, sum(saved)::float8 as saved,
  sum(hits)::float8 as hits, sum(errors)::float8 as errors, sum(uncounted)::float8 as uncounted`;

const columns = sql`source_id, requests, bytes, saved, hits, errors, uncounted`;

/** The sums in a stretch, as a table: each row with, as `i`, the interval that it belongs to, counted from 0. */
export const rowsWithin = (actor: Actor, of: Of, stretch: Stretch): SQL =>
  rowsOf(actor, stretch, { days: inAny(of), halfHours: inAny(of) });

/** The same with the source of each row. The key of half hours begins with the source: whose there are, the days know. */
export function rowsBySource(actor: Actor, of: Of, stretch: Stretch): SQL {
  const { starts, to } = stretch;
  const [from = to] = starts;
  const known = sql`select distinct source_id from delivery_days where account_id = ${actor.account.id} and ${inSources(of)}
    and day between (${from.toISOString()}::timestamptz at time zone 'utc')::date
      and (${to.toISOString()}::timestamptz at time zone 'utc')::date`;
  return rowsOf(actor, stretch, { days: inSources(of), halfHours: sql`source_id = any(array(${known}))` });
}

/** Where intervals are days of UTC they come as one row each, in place of 48. @param which as conditions on `source_id` */
function rowsOf(actor: Actor, stretch: Stretch, which: { days: SQL; halfHours: SQL }): SQL {
  const { days, edges } = utcDaysOf(stretch);
  const account = sql`account_id = ${actor.account.id}`;
  const pieces = edges.map(
    ({ from, to }) => sql`select ${columns}, ${intervalOf(stretch)} as i from delivery_half_hours where ${account}
      and ${which.halfHours} and at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz`,
  );
  if (days)
    pieces.push(sql`select ${columns}, day - ${days.first}::text::date + ${days.place}::int as i from delivery_days
      where ${account} and ${which.days} and day between ${days.first}::text::date and ${days.last}::text::date`);
  return sql`(${sql.join(pieces, sql` union all `)}) r`;
}

/** The cuts are read once, because they stand in a subquery. */
const intervalOf = ({ starts }: Stretch): SQL => {
  const cuts = `{${starts.map((start) => start.toISOString()).join(",")}}`;
  return sql`width_bucket(at, (select ${cuts}::text::timestamptz[])) - 1`;
};
