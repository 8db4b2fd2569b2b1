import { fromDate, parseDate, toZoned, type ZonedDateTime } from "@internationalized/date";
import { type AnalyticsSearch } from "@/lib/analytics/input";
import { DEFAULT_RANGE, type Interval, RANGES } from "@/lib/analytics/rules/ranges";

/** A stretch of time, cut into intervals. */
export type Stretch = {
  /** Where each interval begins: midnights of the zone, or full hours. */
  starts: Date[];
  /** Where the last one ends, exclusive. */
  to: Date;
};

export type Span = Stretch & {
  interval: Interval;
  zone: string;
  /** The stretch before, cut the same way. */
  before: Stretch;
  /** Ends now, in the middle of an interval, rather than in the past. */
  open: boolean;
};

const HOUR_MS = 3_600_000;
/** Sums are kept by half hours. Every cut falls between two; in Kathmandu, Eucla and Chatham a quarter of an hour early. */
const BIN_MS = HOUR_MS / 2;
const HOURS_UP_TO_DAYS = 8;
const FURTHEST_BACK_DAYS = 800;

/**
 * What a search means at a moment. The stretch before has as many days, or is as long, and ends as long before as this one
 * does: half of today is compared with half a day.
 */
export function spanOf(search: AnalyticsSearch & { interval?: Interval }, now: Date): Span {
  const { zone = "UTC" } = search;
  const nextBin = new Date(Math.floor(now.getTime() / BIN_MS + 1) * BIN_MS);
  const wantedEnd = search.to ? endOf(search.to, zone) : nextBin;
  const end = wantedEnd < nextBin ? wantedEnd : nextBin;
  const start = latest(startOf(search, zone, end), daysBefore(end, FURTHEST_BACK_DAYS, zone), end);
  const length = Number(end) - Number(start);
  const interval = search.interval ?? (length <= HOURS_UP_TO_DAYS * 24 * HOUR_MS ? "hour" : "day");
  const starts = interval === "hour" ? hoursIn(start, end) : daysIn(start, end, zone);
  const days = interval === "day" ? starts.length : comparedDays(search, length);
  const back = (moment: Date) => (days > 0 ? daysBefore(moment, days, zone) : new Date(Number(moment) - length));
  const before = { from: back(start), to: back(end) };
  return {
    interval,
    zone,
    starts,
    to: end,
    before: {
      starts: interval === "hour" ? hoursIn(before.from, before.to) : daysIn(before.from, before.to, zone),
      to: before.to,
    },
    open: end === nextBin,
  };
}

/**
 * Whole days, so that an hour is compared with the same hour, and a week with the same days of the week; none for a few
 * hours, which are compared with those right before.
 */
function comparedDays({ range = DEFAULT_RANGE, from, to }: AnalyticsSearch, length: number): number {
  if (!from && !to) return RANGES[range];
  return length > 12 * HOUR_MS ? Math.ceil((length - HOUR_MS) / (24 * HOUR_MS)) : 0;
}

function startOf({ range = DEFAULT_RANGE, from }: AnalyticsSearch, zone: string, end: Date): Date {
  if (from) return isDay(from) ? binOf(toZoned(parseDate(from), zone)) : floorTo(BIN_MS, new Date(from));
  const last = fromDate(new Date(Number(end) - 1), zone);
  if (range === "24h") return binOf(last.set({ minute: 0, second: 0, millisecond: 0 }).subtract({ hours: 23 }));
  return binOf(midnightOf(last).subtract({ days: RANGES[range] - 1 }));
}

/** A day counts to its end; a time within a half hour takes all of it. */
const endOf = (to: string, zone: string): Date =>
  isDay(to)
    ? binOf(toZoned(parseDate(to).add({ days: 1 }), zone))
    : floorTo(BIN_MS, new Date(Date.parse(to) + BIN_MS - 1));

const isDay = (given: string) => given.length === "2027-02-19".length;

const floorTo = (size: number, moment: Date) => new Date(Math.floor(Number(moment) / size) * size);

const binOf = (moment: ZonedDateTime) => floorTo(BIN_MS, moment.toDate());

const midnightOf = (moment: ZonedDateTime) => moment.set({ hour: 0, minute: 0, second: 0, millisecond: 0 });

const daysBefore = (moment: Date, days: number, zone: string): Date => binOf(fromDate(moment, zone).subtract({ days }));

const latest = (start: Date, earliest: Date, end: Date) =>
  new Date(Math.min(Math.max(Number(start), Number(earliest)), Number(end) - BIN_MS));

const hoursIn = (start: Date, end: Date) =>
  Array.from(
    { length: Math.ceil((Number(end) - Number(start)) / HOUR_MS) },
    (_, i) => new Date(Number(start) + i * HOUR_MS),
  );

/** The first one begins where the stretch does. */
function daysIn(start: Date, end: Date, zone: string): Date[] {
  const days = [start];
  const first = midnightOf(fromDate(start, zone));
  for (let i = 1; ; i++) {
    const next = binOf(first.add({ days: i }));
    if (next >= end) return days;
    if (next > start) days.push(next);
  }
}
