"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { RowKey } from "../data-table/use-row-keys";
import { useShortcuts } from "../shortcuts/use-shortcut";
import { type Step, stepFrom } from "./steps";
import type { TileSelection } from "./use-tile-selection";
import type { useTilesInView } from "./use-tiles-in-view";

interface Options<Row> {
  rows: readonly Row[];
  rowId: (row: Row) => string;
  openId?: string;
  onMove: (row: Row) => void;
  selection?: TileSelection<Row>;
  keys: readonly RowKey<Row>[];
  grid: RefObject<HTMLElement | null>;
  view: ReturnType<typeof useTilesInView>;
}

const ARROWS: { keys: string; label: string; step: Step }[] = [
  { keys: "arrowright", label: "Next tile", step: "right" },
  { keys: "arrowleft", label: "Previous tile", step: "left" },
  { keys: "arrowdown", label: "Tile below", step: "down" },
  { keys: "arrowup", label: "Tile above", step: "up" },
  { keys: "home", label: "First tile", step: "first" },
  { keys: "end", label: "Last tile", step: "last" },
];

/** Which tile is current, and what the keys do to it or to those that are selected. */
export function useTileKeys<Row>(options: Options<Row>) {
  const { rows, rowId, openId, onMove, selection, keys, grid, view } = options;
  const [current, setCurrent] = useState<string | undefined>(openId);
  const wanted = useRef<string>(undefined);
  // A tile that was not drawn when it was moved to gets the focus once it is.
  useEffect(() => {
    if (wanted.current === undefined) return;
    const link = linkIn(grid.current, wanted.current);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  });
  // Closing what is open beside the grid gives the focus back to its tile, unless something else has taken it.
  useEffect(() => {
    const tiles = grid.current;
    if (openId === undefined) return;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) linkIn(tiles, openId)?.focus({ preventScroll: true });
      });
    };
  }, [grid, openId]);

  const indexOf = (id: string | undefined) => (id === undefined ? -1 : rows.findIndex((row) => rowId(row) === id));
  const move = (step: Step, selecting: boolean) => {
    const index = stepFrom(indexOf(openId ?? current), step, { count: rows.length, columns: view.columns });
    const row = rows[index];
    if (!row) return;
    const id = rowId(row);
    if (selecting) selection?.extend(current, id);
    setCurrent(id);
    view.reveal(index);
    const link = linkIn(grid.current, id);
    if (link) link.focus({ preventScroll: true });
    else wanted.current = id;
    if (openId !== undefined) onMove(row);
  };
  const row = rows[indexOf(current)];
  const { selected = [] } = selection ?? {};
  const targets = selected.length > 0 ? selected : row ? [row] : [];
  /** Arrows belong to whatever has the focus, where that knows them: a field, a tree, a player. */
  const isHere = () =>
    !!grid.current?.contains(document.activeElement) || !document.activeElement?.closest(KNOWS_ARROWS);
  useShortcuts([
    ...ARROWS.map(({ step, ...key }) => ({ ...key, when: isHere, run: () => move(step, false) })),
    { keys: "j", label: "Next tile", run: () => move("right", false) },
    { keys: "k", label: "Previous tile", run: () => move("left", false) },
    ...(selection
      ? [
          ...ARROWS.map(({ step, keys: arrow, label }) => ({
            keys: `shift+${arrow}`,
            label: `Select up to the ${label.toLowerCase()}`,
            when: isHere,
            run: () => move(step, true),
          })),
          { keys: "x", label: "Select the tile", run: () => current && selection.toggle(current, false) },
          { keys: "shift+x", label: "Select up to the tile", run: () => current && selection.toggle(current, true) },
          { keys: "mod+a", label: "Select all tiles", when: isHere, run: () => selection.selectAll() },
        ]
      : []),
    ...(selected.length > 0
      ? [{ keys: "escape", label: "Clear the selection", priority: 2, run: () => selection?.clear() }]
      : []),
    ...keys.map(({ run, alone, ...key }) => ({
      ...key,
      priority: 1,
      when: () => targets.length > 0 && (!alone || isFree() || !!document.activeElement?.matches(".tile-link")),
      run: () => targets[0] && run(row ?? targets[0], targets),
    })),
  ]);
  return { current, setCurrent };
}

const KNOWS_ARROWS = 'input, select, textarea, video, audio, [role="tree"]';

const isFree = () => document.activeElement === document.body || document.activeElement?.id === "main";

const linkIn = (grid: HTMLElement | null, id: string) =>
  grid?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"] > div > a`);
