import type { Span } from "@/lib/analytics/rules/span";
import { DAY_MS } from "@/lib/day";

/** Days of UTC, each as in `2027-02-19`; the last one included. */
export type Days = { first: string; last: string; count: number };

/** Lists are kept by days of UTC: a list of a span covers those days of which it has the greater part, and at least one. */
export function listDaysOf({ starts, to, open }: Span): Days {
  const from = Number(starts[0]) / DAY_MS;
  const end = Number(to) / DAY_MS;
  const first = Math.round(from);
  const last = (open ? Math.ceil(end) : Math.round(end)) - 1;
  return last < first ? daysFrom(Math.floor(from), Math.floor(from)) : daysFrom(first, last);
}

const daysFrom = (first: number, last: number): Days => ({
  first: dayOf(first),
  last: dayOf(last),
  count: last - first + 1,
});

const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
