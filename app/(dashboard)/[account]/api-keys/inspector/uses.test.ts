import { expect, test } from "vitest";
import { byDay, byOperation } from "./uses";

const uses = [
  { day: "2026-11-21", operation: "purge.run", requests: 2, refused: 1 },
  { day: "2026-11-20", operation: "media.view", requests: 9, refused: 0 },
  { day: "2026-11-20", operation: "purge.run", requests: 5, refused: 0 },
];

test("operations are added up, the busiest first", () => {
  expect(byOperation(uses)).toEqual([
    { operation: "media.view", requests: 9, refused: 0, lastDay: "2026-11-20" },
    { operation: "purge.run", requests: 7, refused: 1, lastDay: "2026-11-21" },
  ]);
});

test("every day has a place, also without a request", () => {
  const days = byDay(uses, new Date("2026-11-21T23:59:00Z"));
  expect(days).toHaveLength(90);
  expect(days.slice(-3)).toEqual([
    { day: "2026-11-19", requests: 0, refused: 0 },
    { day: "2026-11-20", requests: 14, refused: 0 },
    { day: "2026-11-21", requests: 2, refused: 1 },
  ]);
});
