"use client";

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  type Geometry,
  geometryOf,
  goTo,
  indexIn,
  isLaidOutAlike,
  type Position,
  positionIn,
  reveal,
} from "./geometry";
import { keepPosition, keptPosition, visitOf } from "./positions";
import { rowOf, tilesInView } from "./steps";

/** What the server draws, which knows no window. */
const UNMEASURED = 24;

type Tiles = { place: string; ids: readonly string[]; open: number };
type View = Geometry & { from: number; to: number };

/**
 * Of many tiles, equally tall, those that the window shows; `before` and `after` are the heights of the others in pixels.
 * Whoever comes back, or sees the tiles laid out anew or others come in above, stands where they stood, and sees the tile
 * that is open (or -1).
 */
export function useTilesInView(grid: RefObject<HTMLElement | null>, { place, ids, open }: Tiles) {
  const count = ids.length;
  const [view, setView] = useState<View | null>(null);
  const visit = useRef<string>(undefined);
  const position = useRef<Position>(undefined);
  const wanted = useRef<Position>(undefined);

  const measure = useEffectEvent(() => {
    const geometry = grid.current && geometryOf(grid.current);
    if (geometry && !(view && isLaidOutAlike(view, geometry))) wanted.current ??= position.current;
    // An address that goes back is there before its page, and what is scrolled meanwhile is not where somebody stands.
    if (geometry && !wanted.current && visit.current === visitOf(place)) {
      position.current = positionIn(geometry, ids);
      keepPosition(visit.current, position.current);
    }
    const next = geometry && { ...geometry, ...tilesInView({ ...geometry, window: innerHeight, count }) };
    setView((old) => (old && next && isSame(old, next) ? old : next));
  });
  /** Draws what the window shows, and scrolls to where somebody wants to stand, before the browser paints. */
  const settle = useEffectEvent(() => {
    flushSync(() => measure());
    const geometry = grid.current && geometryOf(grid.current);
    if (!grid.current || !geometry || !wanted.current) return;
    goTo(grid.current, geometry, wanted.current, ids);
    if (open >= 0) reveal(grid.current, geometry, open);
    wanted.current = undefined;
    flushSync(() => measure());
  });
  useLayoutEffect(() => {
    visit.current = visitOf(place);
  });
  useLayoutEffect(() => {
    position.current = undefined;
    wanted.current = keptPosition(visitOf(place));
  }, [place]);
  const follow = useEffectEvent(() => {
    const stood = position.current;
    // In the first row somebody waits for what comes in above.
    if (stood && view && stood.index >= view.columns && indexIn(ids, stood) !== stood.index) wanted.current ??= stood;
  });
  useLayoutEffect(() => {
    follow();
    queueMicrotask(() => settle());
  }, [place, ids]);
  useEffect(() => {
    let frame = 0;
    const schedule = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => settle());
    };
    const observer = new ResizeObserver(schedule);
    if (grid.current) observer.observe(grid.current);
    const ending = new AbortController();
    const options = { passive: true, signal: ending.signal };
    for (const name of ["scroll", "resize"]) addEventListener(name, schedule, options);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      ending.abort();
    };
  }, [grid]);
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
    reveal: (index: number) => grid.current && reveal(grid.current, view, index),
  };
}

const isSame = (one: View, other: View) => one.from === other.from && one.to === other.to && isLaidOutAlike(one, other);
