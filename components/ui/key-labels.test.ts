import { expect, test } from "vitest";
import { keyLabels } from "./key-labels";

test("a chord is one cap, a sequence one for each key", () => {
  expect(keyLabels("mod+k", true)).toEqual(["⌘K"]);
  expect(keyLabels("mod+k", false)).toEqual(["Ctrl K"]);
  expect(keyLabels("g u", true)).toEqual(["G", "U"]);
  expect(keyLabels("shift+x", false)).toEqual(["Shift X"]);
  expect(keyLabels("escape", true)).toEqual(["Esc"]);
});
