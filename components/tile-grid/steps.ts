/** Where a key leads in tiles that are read row by row. */
export type Step = "left" | "right" | "up" | "down" | "first" | "last";

/** The index of the tile that a step leads to; from nowhere (-1) the first one, or the last. Stays at the ends. */
export function stepFrom(from: number, step: Step, { count, columns }: { count: number; columns: number }): number {
  const last = count - 1;
  if (from < 0) return step === "last" ? last : Math.min(0, last);
  switch (step) {
    case "left":
      return Math.max(0, from - 1);
    case "right":
      return Math.min(last, from + 1);
    case "up":
      return from < columns ? from : from - columns;
    case "down":
      // The last row may end before this column.
      return rowOf(from, columns) === rowOf(last, columns) ? from : Math.min(last, from + columns);
    case "first":
      return 0;
    case "last":
      return last;
  }
}

/** The ids from one tile to another, both included, whichever stands first; only the target when there is no start. */
export function rangeOf(ids: readonly string[], from: string | undefined, to: string): string[] {
  const end = ids.indexOf(to);
  const start = from === undefined ? end : ids.indexOf(from);
  if (end < 0) return [];
  return start < 0 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

export const rowOf = (index: number, columns: number) => Math.floor(index / columns);

/** All in pixels but the counts. `top`: how much of the grid is above the window; `pitch`: from one row to the next. */
type Geometry = { top: number; window: number; pitch: number; columns: number; count: number };

/** Rows that are drawn beyond each edge of the window. */
const SPARE_ROWS = 1;

/** The tiles to draw, the end not included: the rows in the window, and a few around them. */
export function tilesInView({ top, window, pitch, columns, count }: Geometry): { from: number; to: number } {
  const rows = Math.ceil(count / columns);
  const first = Math.min(Math.max(0, Math.floor(top / pitch) - SPARE_ROWS), Math.max(0, rows - 1));
  const end = Math.min(rows, Math.max(first + 1, Math.ceil((top + window) / pitch) + SPARE_ROWS));
  return { from: first * columns, to: Math.min(count, end * columns) };
}
