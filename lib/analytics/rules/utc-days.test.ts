import { expect, test } from "vitest";
import { spanOf } from "@/lib/analytics/rules/span";
import { utcDaysOf } from "@/lib/analytics/rules/utc-days";

const NOW = new Date("2026-11-22T10:10:00Z");

test("whole days of UTC are told apart from what is left of a stretch", () => {
  const span = spanOf({ range: "7d", interval: "day" }, NOW);
  expect(utcDaysOf(span)).toEqual({
    days: { first: "2026-11-16", last: "2026-11-21" },
    from: new Date("2026-11-22T00:00:00Z"),
  });
  const past = spanOf({ from: "2026-11-01", to: "2026-11-02", interval: "day" }, NOW);
  expect(utcDaysOf(past)).toEqual({ days: { first: "2026-11-01", last: "2026-11-02" }, from: past.to });
});

test("hours, and days of another zone, have none", () => {
  for (const search of [{ interval: "hour" }, { interval: "day", zone: "Asia/Tokyo" }] as const) {
    const span = spanOf({ range: "7d", ...search }, NOW);
    expect(utcDaysOf(span)).toEqual({ days: null, from: span.starts[0] });
  }
});
