import { expect, test } from "vitest";
import { spanOf } from "@/lib/analytics/rules/span";
import { cutByUtcDays, utcDaysOf } from "@/lib/analytics/rules/utc-days";

const NOW = new Date("2026-11-22T10:10:00Z");

test("whole days of UTC are told apart from what a stretch has before and after them", () => {
  const span = spanOf({ range: "7d", interval: "day" }, NOW);
  expect(utcDaysOf(span)).toEqual({
    days: { place: 0, first: "2026-11-16", last: "2026-11-21" },
    edges: [{ from: new Date("2026-11-22T00:00:00Z"), to: span.to }],
  });
  const past = spanOf({ from: "2026-11-01", to: "2026-11-02", interval: "day" }, NOW);
  expect(utcDaysOf(past)).toEqual({ days: { place: 0, first: "2026-11-01", last: "2026-11-02" }, edges: [] });
});

test("hours, and days of another zone, have none until they are cut at midnight", () => {
  for (const search of [{ interval: "hour" }, { interval: "day", zone: "Asia/Tokyo" }] as const) {
    const span = spanOf({ from: "2026-11-01", to: "2026-11-03", ...search }, NOW);
    const [from] = span.starts;
    expect(utcDaysOf(span)).toEqual({ days: null, edges: [{ from, to: span.to }] });
    const { days } = utcDaysOf(cutByUtcDays(span));
    expect(days).toMatchObject("zone" in search ? { place: 1, first: "2026-11-01" } : { place: 0 });
    expect(days?.last).toBe("zone" in search ? "2026-11-02" : "2026-11-03");
  }
});

test("what is shorter than a day is all edge", () => {
  for (const from of ["2026-11-21T22:00:00Z", "2026-11-21T01:00:00Z"]) {
    const span = spanOf({ from, to: "2026-11-22T02:00:00Z" }, NOW);
    expect(utcDaysOf(cutByUtcDays({ ...span, to: new Date(Date.parse(from) + 4 * 3_600_000) })).days).toBeNull();
  }
});
