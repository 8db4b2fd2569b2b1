import { describe, expect, test } from "vitest";
import { spanOf, type Stretch } from "@/lib/analytics/rules/span";

const NOW = new Date("2026-11-18T15:10:00Z");
const HOUR = 3_600_000;

const iso = (moments: readonly Date[]) => moments.map((moment) => moment.toISOString().replace(":00.000Z", ""));
const hours = ({ starts, to }: Stretch) =>
  starts.map((start, i) => (Number(starts[i + 1] ?? to) - Number(start)) / HOUR);

describe("days are those of the person's zone, across a change of the clocks", () => {
  test("Lisbon, when they went back: a day of 25 hours", () => {
    const span = spanOf({ from: "2026-10-24", to: "2026-10-26", zone: "Europe/Lisbon", interval: "day" }, NOW);
    expect(iso(span.starts)).toEqual(["2026-10-23T23:00", "2026-10-24T23:00", "2026-10-26T00:00"]);
    expect(hours(span)).toEqual([24, 25, 24]);
    expect(iso(span.before.starts)).toEqual(["2026-10-20T23:00", "2026-10-21T23:00", "2026-10-22T23:00"]);
    expect(iso([span.before.to])).toEqual(["2026-10-23T23:00"]);
  });

  test("New York, when they went forward: a day of 23 hours, each hour once", () => {
    const zone = "America/New_York";
    expect(hours(spanOf({ from: "2026-03-07", to: "2026-03-09", zone, interval: "day" }, NOW))).toEqual([24, 23, 24]);
    const day = spanOf({ from: "2026-03-08", to: "2026-03-08", zone }, NOW);
    expect(day.interval).toBe("hour");
    expect(hours(day)).toEqual(Array.from({ length: 23 }, () => 1));
  });

  test("Kolkata and Lord Howe, whose midnight is at half past", () => {
    const kolkata = spanOf({ from: "2026-06-01", to: "2026-06-02", zone: "Asia/Kolkata", interval: "day" }, NOW);
    expect(iso(kolkata.starts)).toEqual(["2026-05-31T18:30", "2026-06-01T18:30"]);
    const zone = "Australia/Lord_Howe";
    expect(hours(spanOf({ from: "2026-10-03", to: "2026-10-05", zone, interval: "day" }, NOW))).toEqual([24, 23.5, 24]);
  });

  test("Kathmandu, whose midnight no half hour has, is cut a quarter of an hour early", () => {
    const { starts } = spanOf({ from: "2026-06-01", to: "2026-06-01", zone: "Asia/Kathmandu", interval: "day" }, NOW);
    expect(iso(starts)).toEqual(["2026-05-31T18:00"]);
  });
});

describe("a span that ends now", () => {
  test("24 hours, the last of them not over", () => {
    const span = spanOf({ range: "24h" }, NOW);
    expect(span).toMatchObject({ interval: "hour", open: true });
    expect(span.starts).toHaveLength(24);
    expect(iso([span.starts[0] as Date, span.to, span.before.to])).toEqual([
      "2026-11-17T16:00",
      "2026-11-18T15:30",
      "2026-11-17T15:30",
    ]);
  });

  test("7 days by hours and 30 days by days, both compared with as much time before", () => {
    const zone = "America/Denver";
    const week = spanOf({ range: "7d", zone }, NOW);
    expect(iso([week.starts[0] as Date, week.before.starts[0] as Date])).toEqual([
      "2026-11-12T07:00",
      "2026-11-05T07:00",
    ]);
    const month = spanOf({ range: "30d", zone }, NOW);
    expect(month.starts).toHaveLength(30);
    // The clocks went back on 1 November: the day of the person is kept, not the hour of UTC.
    expect(iso([month.starts[0] as Date, month.before.starts[0] as Date, month.before.to])).toEqual([
      "2026-10-20T06:00",
      "2026-09-20T06:00",
      "2026-10-19T14:30",
    ]);
  });
});

test("a few hours are compared with the hours right before them", () => {
  const span = spanOf({ from: "2026-11-18T08:10:00Z", to: "2026-11-18T11:00:00Z" }, NOW);
  expect(iso(span.starts)).toEqual(["2026-11-18T08:00", "2026-11-18T09:00", "2026-11-18T10:00"]);
  expect(iso([...span.before.starts.slice(0, 1), span.before.to])).toEqual(["2026-11-18T05:00", "2026-11-18T08:00"]);
  expect(span.open).toBe(false);
});

test.each([
  [{ from: "2999-01-01", to: "2999-12-31" }],
  [{ from: "1999-01-01" }],
  [{ from: "2026-11-17", to: "2026-11-01" }],
  [{ to: "1970-01-01" }],
])("%o: nothing ahead, nothing endless, never empty", (search) => {
  for (const zone of ["UTC", "Pacific/Kiritimati", "America/Sao_Paulo"]) {
    const span = spanOf({ ...search, zone }, NOW);
    expect(span.starts.length).toBeGreaterThan(0);
    expect(span.starts.length).toBeLessThanOrEqual(802);
    expect(Number(span.to)).toBeLessThanOrEqual(Number(NOW) + HOUR / 2);
    expect(span.starts.every((start, i) => start < (span.starts[i + 1] ?? span.to))).toBe(true);
  }
});

test("seven days that have just begun their last are compared with the same days of the week before", () => {
  const span = spanOf({ range: "7d", zone: "Europe/Lisbon" }, new Date("2026-11-22T00:15:00Z"));
  expect(iso([span.starts[0] as Date, span.to])).toEqual(["2026-11-16T00:00", "2026-11-22T00:30"]);
  expect(iso([span.before.starts[0] as Date, span.before.to])).toEqual(["2026-11-09T00:00", "2026-11-15T00:30"]);
});
