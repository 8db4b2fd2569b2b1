import type { Days } from "@/lib/analytics/rules/list-days";
import type { Stretch } from "@/lib/analytics/rules/span";
import { DAY_MS } from "@/lib/day";

/**
 * The whole days of UTC that a stretch begins with, where each of them is an interval of its own, and where what is left of
 * the stretch begins: all of it where there are none.
 */
export function utcDaysOf({ starts, to }: Stretch): { days: Pick<Days, "first" | "last"> | null; from: Date } {
  const [first = to] = starts;
  const ends = [...starts.slice(1), to];
  const isDay = (start: Date, i: number) =>
    start.getTime() % DAY_MS === 0 && Number(ends[i]) - Number(start) === DAY_MS;
  const others = starts.findIndex((start, i) => !isDay(start, i));
  const count = others < 0 ? starts.length : others;
  const last = starts[count - 1];
  if (!last) return { days: null, from: first };
  return { days: { first: dayOf(first), last: dayOf(last) }, from: ends[count - 1] ?? to };
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, "2027-02-19".length);
