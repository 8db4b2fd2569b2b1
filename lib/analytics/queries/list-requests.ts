import "server-only";
import { type SQL, sql } from "drizzle-orm";
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
export const SPLITS = ["source", "status", "format", "cache"] as const;
export type Split = (typeof SPLITS)[number];

export type RequestsRow = {
  at: Date;
  /** The source, status or format that the row is of, or whether the cache answered: `hit` or `miss`. */
  value: string | null;
  requests: number;
  bytes: number;
  saved: number;
  /** Null where rows are split by something that tells them no longer. */
  hits: number | null;
  errors: number | null;
};

type RequestsSearch = AnalyticsSearch & {
  interval: Interval;
  by?: Split;
  /** Only rows that come after this one, which may be gone by now. */
  after?: Place;
};

/** Where a row stands in the list: no two have the same. */
type Place = Pick<RequestsRow, "at" | "value">;

/** Requests over time, the oldest first; spans without any are left out. Properties are known by days of UTC. */
export async function listRequests(actor: Actor, { by, after, ...search }: RequestsSearch): Promise<RequestsRow[]> {
  authorize(actor, "analytics.view");
  const rows = await askingAccount(actor.account.id, async (ask) => {
    const { of, span } = await findScope(ask, actor, search);
    const left = { ...span, starts: after ? span.starts.filter((start) => start >= after.at) : span.starts };
    if (left.starts.length === 0) return [];
    return by === undefined || by === "source"
      ? byTime(ask, actor, { of, span: left }, by)
      : byProperty(ask, actor, { of, span: left }, by);
  });
  return after ? rows.filter((row) => comesAfter(row, after)) : rows;
}

const comesAfter = ({ at, value }: Place, before: Place): boolean =>
  Number(at) === Number(before.at) ? (value ?? "") > (before.value ?? "") : at > before.at;

type Found = Omit<RequestsRow, "at"> & { ms: number };

const rowsOf = (found: readonly Found[]): RequestsRow[] =>
  found.map(({ ms, ...row }) => ({ at: new Date(ms), ...row }));

type Left = Pick<Scope, "of" | "span">;

/** As `comesAfter` orders values. */
const inOrder = (value: SQL): SQL => sql`${value} collate "C"`;

async function byTime(ask: Ask, actor: Actor, { of, span }: Left, by?: "source"): Promise<RequestsRow[]> {
  const [value, rows] = by
    ? [sql`source_id`, rowsBySource(actor, of, span)]
    : [sql`null::text`, rowsWithin(actor, of, span)];
  const found = await ask<Omit<Found, "ms"> & { i: number }>(sql`
    select i, ${value} as value, ${SUMS} from ${rows} group by 1, 2 order by 1, ${inOrder(value)}`);
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
  { of, span }: Left,
  by: Exclude<Split, "source">,
): Promise<RequestsRow[]> {
  const days = listDaysOf(span);
  return rowsOf(
    await ask<Found>(sql`
      select (extract(epoch from day) * 1000)::float8 as ms, value, sum(requests)::float8 as requests, sum(bytes)::float8 as bytes,
        sum(saved)::float8 as saved, null as hits, null as errors
      from delivery_tallies
      where account_id = ${actor.account.id} and kind = ${by} and ${inAny(of)}
        and day between ${days.first}::text::date and ${days.last}::text::date
      group by day, value order by day, ${inOrder(sql`value`)}`),
  );
}
