import type { Days } from "@/lib/analytics/rules/list-days";
import type { Stretch } from "@/lib/analytics/rules/span";
import { DAY_MS } from "@/lib/day";

export type UtcDays = {
  /** Intervals in a row that are days of UTC each, and the place of the first one. */
  days: (Pick<Days, "first" | "last"> & { place: number }) | null;
  /** What the stretch has before and after them. */
  edges: { from: Date; to: Date }[];
};

export function utcDaysOf({ starts, to }: Stretch): UtcDays {
  const [from = to] = starts;
  const cuts = [...starts, to];
  const isDay = (start: Date, i: number) =>
    start.getTime() % DAY_MS === 0 && Number(cuts[i + 1]) - Number(start) === DAY_MS;
  const place = starts.findIndex(isDay);
  const others = starts.findIndex((start, i) => i > place && !isDay(start, i));
  const [begin, end] = [cuts[place], others < 0 ? to : cuts[others]];
  if (!begin || !end) return { days: null, edges: [{ from, to }] };
  const edges = [
    { from, to: begin },
    { from: end, to },
  ];
  return {
    days: { place, first: dayOf(begin), last: dayOf(new Date(Number(end) - DAY_MS)) },
    edges: edges.filter((edge) => edge.from < edge.to),
  };
}

/** The same stretch, cut at the midnights of UTC. */
export function cutByUtcDays({ starts: [from], to }: Stretch): Stretch {
  if (!from) return { starts: [], to };
  const midnight = (Math.floor(Number(from) / DAY_MS) + 1) * DAY_MS;
  const count = Math.max(0, Math.ceil((Number(to) - midnight) / DAY_MS));
  return { starts: [from, ...Array.from({ length: count }, (_, i) => new Date(midnight + i * DAY_MS))], to };
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, "2027-02-19".length);
