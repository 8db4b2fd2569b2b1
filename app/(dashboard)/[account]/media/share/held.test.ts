import { expect, test } from "vitest";
import { LEVELS } from "@/lib/permissions/operations";
import { endOfAll, heldInWords, levelOnAll } from "./held";

const [view, , manage] = LEVELS.map((level) => ({ level, expiresAt: null })) as [Held, Held, Held];
type Held = Parameters<typeof heldInWords>[0][number];

test.each([
  [[view, view], 2, "View on all 2", "view"],
  [[view, view], 5, "View on 2 of 5", null],
  [[manage, view, manage], 3, "View on 1 and Manage on 2 of 3", null],
  [[manage], 1, "Manage", "manage"],
])("what somebody has of many things is told in a few words", (held, things, words, level) => {
  expect(heldInWords(held, things)).toBe(words);
  expect(levelOnAll(held, things)).toBe(level);
});

test("an end is told where all of them have it", () => {
  const ending = (day: string) => ({ ...view, expiresAt: new Date(day) });
  expect(endOfAll([view, manage])).toBeNull();
  expect(endOfAll([ending("2027-02-19"), ending("2027-02-19")])).toEqual(new Date("2027-02-19"));
  expect(endOfAll([ending("2027-02-19"), view])).toBeUndefined();
});
