"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { rowOf, tilesInView } from "./steps";

/** What the server draws, which knows no window. */
const UNMEASURED = 24;

type View = { from: number; to: number; columns: number; pitch: number; gap: number };

/** Of many tiles, equally tall, those that the window shows; `before` and `after` are the heights of the others in pixels. */
export function useTilesInView(grid: RefObject<HTMLElement | null>, count: number) {
  const [view, setView] = useState<View | null>(null);
  const measure = useEffectEvent(() => {
    const next = grid.current && measured(grid.current, count);
    if (next) setView((old) => (old && isSame(old, next) ? old : next));
  });
  useEffect(() => {
    let frame = 0;
    const schedule = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    const observer = new ResizeObserver(schedule);
    if (grid.current) observer.observe(grid.current);
    addEventListener("scroll", schedule, { passive: true });
    addEventListener("resize", schedule);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      removeEventListener("scroll", schedule);
      removeEventListener("resize", schedule);
    };
  }, [grid, count]);
  if (!view) return { from: 0, to: Math.min(count, UNMEASURED), columns: 1, before: 0, after: 0, reveal() {} };

  const { columns, pitch, gap } = view;
  const heightOf = (rows: number) => Math.max(0, rows * pitch - gap);
  const rows = Math.ceil(count / columns);
  return {
    from: Math.min(view.from, count),
    to: Math.min(view.to, count),
    columns,
    before: heightOf(rowOf(view.from, columns)),
    after: heightOf(rows - Math.ceil(view.to / columns)),
    /** Scrolls as little as shows the tile. */
    reveal: (index: number) => grid.current && scrollTo(grid.current, rowOf(index, columns) * pitch, pitch),
  };
}

function measured(grid: HTMLElement, count: number): View | null {
  const tile = grid.querySelector<HTMLElement>("[data-tile]");
  if (!tile) return null;
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid);
  const columns = gridTemplateColumns.split(" ").length;
  const gap = Number.parseFloat(rowGap) || 0;
  const pitch = tile.getBoundingClientRect().height + gap;
  const top = -grid.getBoundingClientRect().top;
  return { ...tilesInView({ top, window: innerHeight, pitch, columns, count }), columns, pitch, gap };
}

const isSame = (one: View, other: View) =>
  one.from === other.from && one.to === other.to && one.columns === other.columns && one.pitch === other.pitch;

/** What the page keeps free above and below for bars that stay. */
const BAR = 60;

function scrollTo(grid: HTMLElement, offset: number, height: number): void {
  const top = grid.getBoundingClientRect().top + offset;
  if (top < BAR) scrollBy({ top: top - BAR, behavior: "instant" });
  else if (top + height > innerHeight - BAR) scrollBy({ top: top + height - innerHeight + BAR, behavior: "instant" });
}
