import "server-only";
import { sql } from "drizzle-orm";
import { type Ask, askingAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { Interval } from "@/lib/analytics/rules/ranges";
import { findScope, type Scope } from "@/lib/analytics/queries/find-scope";
import { rowsBySource, rowsWithin, SUMS } from "@/lib/analytics/queries/rows-within";
import { inAny } from "@/lib/analytics/queries/sources";
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
  { by, ...search }: AnalyticsSearch & { interval: Interval; by?: Split },
): Promise<RequestsRow[]> {
  authorize(actor, "analytics.view");
  return askingAccount(actor.account.id, async (ask) => {
    const scope = await findScope(ask, actor, search);
    return by === "status" || by === "format" ? byProperty(ask, actor, scope, by) : byTime(ask, actor, scope, by);
  });
}

type Found = Omit<RequestsRow, "at"> & { ms: number };

const rowsOf = (found: readonly Found[]): RequestsRow[] =>
  found.map(({ ms, ...row }) => ({ at: new Date(ms), ...row }));

async function byTime(ask: Ask, actor: Actor, { of, span }: Scope, by?: "source"): Promise<RequestsRow[]> {
  const [value, rows] = by
    ? [sql`source_id`, rowsBySource(actor, of, span)]
    : [sql`null::text`, rowsWithin(actor, of, span)];
  const found = await ask<Omit<Found, "ms"> & { i: number }>(sql`
    select i, ${value} as value, ${SUMS} from ${rows} group by 1, 2 order by 1, 2`);
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
  ask: Ask,
  actor: Actor,
  { of, span }: Scope,
  by: "status" | "format",
): Promise<RequestsRow[]> {
  const days = listDaysOf(span);
  return rowsOf(
    await ask<Found>(sql`
      select (extract(epoch from day) * 1000)::float8 as ms, value, sum(requests)::float8 as requests, sum(bytes)::float8 as bytes,
        sum(saved)::float8 as saved, null as hits, null as errors
      from delivery_tallies
      where account_id = ${actor.account.id} and kind = ${by} and ${inAny(of)}
        and day between ${days.first}::text::date and ${days.last}::text::date
      group by day, value order by day, value`),
  );
}
