import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { Interval } from "@/lib/analytics/rules/ranges";
import { findSpan } from "@/lib/analytics/queries/find-span";
import { rowsWithin, SUMS } from "@/lib/analytics/queries/rows-within";
import { inSources, wantedSources } from "@/lib/analytics/queries/sources";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";
import { listDaysOf } from "@/lib/analytics/rules/list-days";
import { authorize } from "@/lib/permissions/can";

/** What rows can be split by. */
export const SPLITS = ["source", "status", "format"] as const;
export type Split = (typeof SPLITS)[number];

export type RequestsRow = {
  at: Date;
  /** The source, status or format that the row is of. */
  value: string | null;
  requests: number;
  bytes: number;
  saved: number;
  /** Null where rows are split by something that tells them no longer. */
  hits: number | null;
  errors: number | null;
};

/** Requests over time, the oldest first; spans without any are left out. Statuses and formats are known by days of UTC. */
export async function listRequests(
  actor: Actor,
  { source, by, ...search }: AnalyticsSearch & { interval: Interval; by?: Split },
): Promise<RequestsRow[]> {
  authorize(actor, "analytics.view");
  return withAccount(actor.account.id, async (tx) => {
    const of = await wantedSources(tx, actor, source);
    return by === "status" || by === "format"
      ? byProperty(tx, actor, of, { ...search, by })
      : byTime(tx, actor, of, { ...search, split: by === "source" });
  });
}

type Found = Omit<RequestsRow, "at"> & { ms: number };

const rowsOf = (found: readonly Found[]): RequestsRow[] =>
  found.map(({ ms, ...row }) => ({ at: new Date(ms), ...row }));

async function byTime(
  tx: Tx,
  actor: Actor,
  of: readonly string[] | null,
  { split, ...search }: AnalyticsSearch & { interval: Interval; split: boolean },
): Promise<RequestsRow[]> {
  const span = await findSpan(tx, search);
  const value: SQL = split ? sql`source_id` : sql`null::text`;
  const found = await tx.execute<Omit<Found, "ms"> & { i: number }>(sql`
    select i, ${value} as value, ${SUMS} from ${rowsWithin(actor, of, span)} group by 1, 2 order by 1, 2`);
  return found.map(({ i, value, requests, bytes, saved, hits, errors }) => ({
    at: span.starts[i] as Date,
    value,
    requests,
    bytes,
    saved,
    hits,
    errors,
  }));
}

async function byProperty(
  tx: Tx,
  actor: Actor,
  of: readonly string[] | null,
  { by, ...search }: AnalyticsSearch & { by: "status" | "format" },
): Promise<RequestsRow[]> {
  const days = listDaysOf(await findSpan(tx, search));
  return rowsOf(
    await tx.execute<Found>(sql`
      select (extract(epoch from day) * 1000)::float8 as ms, value, sum(requests)::float8 as requests, sum(bytes)::float8 as bytes,
        sum(saved)::float8 as saved, null as hits, null as errors
      from delivery_tallies
      where account_id = ${actor.account.id} and kind = ${by} and ${inSources(of ?? [ALL_SOURCES])}
        and day between ${days.first}::text::date and ${days.last}::text::date
      group by day, value order by day, value`),
  );
}
