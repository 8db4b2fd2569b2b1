import { rowOf } from "./steps";

/** In pixels but the columns. `top`: how much of the grid is above the window; `pitch`: from one row to the next. */
export type Geometry = { top: number; columns: number; pitch: number; gap: number };

/** Where somebody stands: at this tile, whose row begins so many pixels below the top of the window. */
export type Position = { id: string; index: number; top: number };

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
export function positionIn({ top, columns, pitch }: Geometry, ids: readonly string[]): Position {
  const row = Math.min(Math.max(0, Math.ceil((top + BAR) / pitch)), rowOf(ids.length - 1, columns));
  const index = row * columns;
  return { id: ids[index] ?? "", index, top: row * pitch - top };
}

/** Where the tile is by now; where it is gone, the place that it had. */
export function indexIn(ids: readonly string[], { id, index }: Position): number {
  const found = ids[index] === id ? index : ids.indexOf(id);
  return found < 0 ? Math.min(index, ids.length - 1) : found;
}

/** Scrolls to where somebody stood. */
export function goTo(
  grid: HTMLElement,
  { columns, pitch }: Geometry,
  position: Position,
  ids: readonly string[],
): void {
  const row = rowOf(indexIn(ids, position), columns);
  scrollBy({ top: grid.getBoundingClientRect().top + row * pitch - position.top, behavior: "instant" });
}

/** Scrolls as little as shows the tile. */
export function reveal(grid: HTMLElement, { columns, pitch }: Geometry, index: number): void {
  const top = grid.getBoundingClientRect().top + rowOf(index, columns) * pitch;
  if (top < BAR) scrollBy({ top: top - BAR, behavior: "instant" });
  else if (top + pitch > innerHeight - BAR) scrollBy({ top: top + pitch - innerHeight + BAR, behavior: "instant" });
}
