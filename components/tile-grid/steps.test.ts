import { describe, expect, test } from "vitest";
import { rangeOf, stepFrom, tilesInView } from "./steps";

describe("eight tiles in rows of three", () => {
  const grid = { count: 8, columns: 3 };
  test.each([
    [4, "left", 3],
    [3, "left", 2],
    [0, "left", 0],
    [7, "right", 7],
    [4, "up", 1],
    [1, "up", 1],
    [4, "down", 7],
    [5, "down", 7],
    [6, "down", 6],
    [4, "first", 0],
    [4, "last", 7],
    [-1, "down", 0],
    [-1, "last", 7],
  ] as const)("from %i %s leads to %i", (from, step, to) => {
    expect(stepFrom(from, step, grid)).toBe(to);
  });
});

test("no tile leads nowhere", () => {
  expect(stepFrom(-1, "right", { count: 0, columns: 3 })).toBe(-1);
});

describe("of five thousand tiles", () => {
  const grid = { window: 900, pitch: 200, columns: 6, count: 5000 };
  test("a window draws only its own and a row around", () => {
    expect(tilesInView({ ...grid, top: -150 })).toEqual({ from: 0, to: 30 });
    expect(tilesInView({ ...grid, top: 10_000 })).toEqual({ from: 294, to: 336 });
  });
  test("the end is drawn at the end, also when the page is scrolled beyond it", () => {
    expect(tilesInView({ ...grid, top: 166_000 })).toEqual({ from: 4974, to: 5000 });
    expect(tilesInView({ ...grid, top: 900_000 })).toEqual({ from: 4998, to: 5000 });
  });
});

test("a range goes both ways, and is the target alone where it has no start", () => {
  const ids = ["a", "b", "c", "d"];
  expect(rangeOf(ids, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rangeOf(ids, "c", "a")).toEqual(["a", "b", "c"]);
  expect(rangeOf(ids, undefined, "c")).toEqual(["c"]);
  expect(rangeOf(ids, "gone", "c")).toEqual(["c"]);
  expect(rangeOf(ids, "a", "gone")).toEqual([]);
});
