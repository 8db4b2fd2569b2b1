import { describe, expect, test } from "vitest";
import { changeRange, changeValues, rangeOf, valuesOf } from "@/lib/media/rules/query-edit";
import { formatQuery, parseQuery, placeClauses } from "@/lib/media/rules/query";

test("each clause knows where it stands", () => {
  const text = 'beach  -tag:draft "Shot by":"Noor H"';
  expect(placeClauses(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    "beach",
    "-tag:draft",
    '"Shot by":"Noor H"',
  ]);
});

describe("a filter is changed and the rest of the query stays", () => {
  test.each([
    ["beach", "type", ["image", "video"], "beach type:image,video"],
    ["type:image beach", "type", ["video"], "type:video beach"],
    ["type:image beach", "type", [], "beach"],
    ["-type:image", "type", ["image"], "-type:image type:image"],
    ["", "Shot by", ["Noor H"], '"Shot by":"Noor H"'],
  ])("%s: %s becomes %j", (q, field, values, expected) => {
    const changed = changeValues(parseQuery(q), field, values);
    expect(formatQuery(changed)).toBe(expected);
    expect(valuesOf(changed, field)).toEqual(values);
  });

  test.each([
    ["beach", { from: "1mb", to: "" }, "beach size>=1mb"],
    ["size>=1mb beach size<=2mb", { from: "", to: "3mb" }, "beach size<=3mb"],
    ["size>=1mb", { from: "", to: "" }, ""],
  ])("%s: the range %j", (q, range, expected) => {
    const changed = changeRange(parseQuery(q), "size", range);
    expect(formatQuery(changed)).toBe(expected);
    expect(rangeOf(changed, "size")).toEqual(range);
  });
});
