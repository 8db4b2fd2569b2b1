import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/actor";
import { inSources } from "@/lib/analytics/queries/sources";
import type { Stretch } from "@/lib/analytics/rules/span";

/** As numbers, which hold them exactly up to nine petabytes. */
export const SUMS = sql`sum(requests)::float8 as requests, sum(bytes)::float8 as bytes, sum(saved)::float8 as saved,
  sum(hits)::float8 as hits, sum(errors)::float8 as errors, sum(uncounted)::float8 as uncounted`;

/** The interval that a half hour belongs to, counted from 0. The cuts are read once, because they stand in a subquery. */
export const intervalOf = ({ starts }: Stretch): SQL => {
  const cuts = `{${starts.map((start) => start.toISOString()).join(",")}}`;
  return sql`width_bucket(at, (select ${cuts}::text::timestamptz[])) - 1`;
};

export const within = (actor: Actor, of: readonly string[] | null, { starts, to }: Stretch): SQL => sql`
  account_id = ${actor.account.id} and at >= ${starts[0]?.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
  and ${inSources(of)}`;
