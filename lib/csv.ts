/**
 * Spreadsheets run a cell that begins with one of these as a formula, some also behind blanks or in their full-width
 * forms.
 */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/** What a reader may take for the end of a cell: the comma, and the separators that spreadsheets guess. */
const BREAKS = /[",;\t\r\n\u2028\u2029]/;

/** One line by RFC 4180. A cell that a spreadsheet would run is kept as text by a leading apostrophe. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return BREAKS.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
