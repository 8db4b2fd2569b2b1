import { expect, test } from "vitest";
import { csvLine } from "@/lib/csv";

test("cells with commas, quotes and line breaks are quoted", () => {
  expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", null, 7])).toBe('a,"say ""hi""","x,y","two\nlines",,7\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("%j is no formula any more", (cell) => {
  expect(csvLine([cell])).toMatch(/^"?'/);
});

test("numbers stay numbers", () => {
  expect(csvLine([-3])).toBe("-3\r\n");
});
