"use client";

import { useRef, useState } from "react";
import { rangeOf } from "./steps";

const NONE: ReadonlySet<string> = new Set();

/** Which of the tiles are selected, those that are not drawn as well. */
export function useTileSelection<Row>(rows: readonly Row[], rowId: (row: Row) => string) {
  const [chosen, setChosen] = useState(NONE);
  const anchor = useRef<string>(undefined);

  /** Turns a tile over; with `range`, every tile from the one turned before to it. */
  const toggle = (id: string, range: boolean) => {
    const targets = range ? rangeOf(rows.map(rowId), anchor.current, id) : [id];
    anchor.current = id;
    setChosen((old) => {
      const rest = [...old].filter((each) => !targets.includes(each));
      return new Set(old.has(id) ? rest : [...rest, ...targets]);
    });
  };
  /** Exactly the tiles from the one turned last to this one; without one, from `from`. */
  const extend = (from: string | undefined, to: string) => {
    anchor.current ??= from;
    setChosen(new Set(rangeOf(rows.map(rowId), anchor.current, to)));
  };
  const clear = () => {
    anchor.current = undefined;
    setChosen(NONE);
  };
  return {
    selected: rows.filter((row) => chosen.has(rowId(row))),
    isSelected: (id: string) => chosen.has(id),
    toggle,
    extend,
    selectAll: () => setChosen(new Set(rows.map(rowId))),
    clear,
  };
}

export type TileSelection<Row> = ReturnType<typeof useTileSelection<Row>>;
