import { expect, test } from "vitest";
import { stepFrom } from "./step";

const ids = ["a", "b", "c", "d"];

test("steps stop at the ends and enter from either side", () => {
  expect(stepFrom(ids, "a", 1)).toBe("b");
  expect(stepFrom(ids, "d", 1)).toBe("d");
  expect(stepFrom(ids, "a", -1)).toBe("a");
  expect(stepFrom(ids, undefined, 1)).toBe("a");
  expect(stepFrom(ids, undefined, -1)).toBe("d");
  expect(stepFrom([], undefined, 1)).toBeUndefined();
});
