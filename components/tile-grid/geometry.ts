import { rowOf } from "./steps";

/** In pixels but the columns. `top`: how much of the grid is above the window; `pitch`: from one row to the next. */
export type Geometry = { top: number; columns: number; pitch: number; gap: number };

/** Where somebody stands: at this tile, whose row begins so many pixels below the top of the window. */
export type Position = { index: number; top: number };

/** What the page keeps free above and below for bars that stay. */
const BAR = 60;

/** Null while the grid is not laid out: it has no tiles, or something covers it. */
export function geometryOf(grid: HTMLElement): Geometry | null {
  const tile = grid.querySelector<HTMLElement>("[data-tile]");
  if (!tile?.checkVisibility()) return null;
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid);
  const gap = Number.parseFloat(rowGap) || 0;
  return {
    top: -grid.getBoundingClientRect().top,
    columns: gridTemplateColumns.split(" ").length,
    pitch: tile.getBoundingClientRect().height + gap,
    gap,
  };
}

/** Heights of equal tiles differ by what browsers round. */
export const isLaidOutAlike = (one: Geometry, other: Geometry) =>
  one.columns === other.columns && Math.abs(one.pitch - other.pitch) < 0.5;

/** At the first row that no bar covers. */
export function positionIn({ top, columns, pitch }: Geometry, count: number): Position {
  const row = Math.min(Math.max(0, Math.ceil((top + BAR) / pitch)), rowOf(count - 1, columns));
  return { index: row * columns, top: row * pitch - top };
}

/** Scrolls to where somebody stood; where the tiles end before that, to the last. */
export function goTo(grid: HTMLElement, { columns, pitch }: Geometry, { index, top }: Position, count: number): void {
  const row = rowOf(Math.min(index, count - 1), columns);
  scrollBy({ top: grid.getBoundingClientRect().top + row * pitch - top, behavior: "instant" });
}

/** Scrolls as little as shows the tile. */
export function reveal(grid: HTMLElement, { columns, pitch }: Geometry, index: number): void {
  const top = grid.getBoundingClientRect().top + rowOf(index, columns) * pitch;
  if (top < BAR) scrollBy({ top: top - BAR, behavior: "instant" });
  else if (top + pitch > innerHeight - BAR) scrollBy({ top: top + pitch - innerHeight + BAR, behavior: "instant" });
}
