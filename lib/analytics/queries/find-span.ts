import "server-only";
import { sql } from "drizzle-orm";
import type { Ask } from "@/db/client";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { Interval } from "@/lib/analytics/rules/ranges";
import { type Span, spanOf } from "@/lib/analytics/rules/span";

/** What a search means now, by the database's clock. */
export async function findSpan(ask: Ask, search: AnalyticsSearch & { interval?: Interval }): Promise<Span> {
  const [row] = await ask<{ ms: number }>(sql`select (extract(epoch from now()) * 1000)::float8 as ms`);
  return spanOf(search, new Date(row?.ms ?? Number.NaN));
}
