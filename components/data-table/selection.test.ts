import { expect, test } from "vitest";
import { rangeOf, stepFrom } from "./selection";

const ids = ["a", "b", "c", "d"];

test("a range runs either way and includes both ends", () => {
  expect(rangeOf(ids, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rangeOf(ids, "d", "b")).toEqual(["b", "c", "d"]);
});
test("without a start, or with one that left the page, a range is its target", () => {
  expect(rangeOf(ids, undefined, "c")).toEqual(["c"]);
  expect(rangeOf(ids, "gone", "c")).toEqual(["c"]);
  expect(rangeOf(ids, "a", "gone")).toEqual([]);
});
test("steps stop at the ends and enter from either side", () => {
  expect(stepFrom(ids, "a", 1)).toBe("b");
  expect(stepFrom(ids, "d", 1)).toBe("d");
  expect(stepFrom(ids, "a", -1)).toBe("a");
  expect(stepFrom(ids, undefined, 1)).toBe("a");
  expect(stepFrom(ids, undefined, -1)).toBe("d");
  expect(stepFrom([], undefined, 1)).toBeUndefined();
});
