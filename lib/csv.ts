import { AppError } from "@/lib/errors";

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

type CsvRecord = { line: number; cells: string[] };

/** A cell, quoted or not, and what ends it: a comma, a line break or the end of the text. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

/**
 * The records of a text by RFC 4180, each with the number of the line it begins on; empty lines are left out.
 * @throws AppError `invalid` where a quote stands astray, because nothing after it can be read for certain
 */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let record: CsvRecord = { line: 1, cells: [] };
  let line = 1;
  CELL.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const found = CELL.exec(text);
    if (!found) throw new AppError("invalid", `Line ${line}: a quote stands where none can.`);
    const [whole, quoted, plain = "", ending] = found;
    record.cells.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    line += whole.split(/\r?\n|\r/).length - 1;
    if (ending === ",") continue;
    if (record.cells.length > 1 || record.cells[0] !== "") records.push(record);
    if (ending === "") return records;
    record = { line, cells: [] };
  }
}
