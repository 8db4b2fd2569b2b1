"use client";

import { useRef, useState } from "react";
import { rangeOf } from "./selection";

const NONE: ReadonlySet<string> = new Set();

/** Which rows are selected; everything else about the list stands in the address. */
export function useSelection<Row>(rows: readonly Row[], rowId: (row: Row) => string) {
  const [chosen, setChosen] = useState(NONE);
  const anchor = useRef<string>(undefined);

  /** Turns a row over; with `range`, every row from the one turned before to it. */
  const toggle = (id: string, range: boolean) => {
    const targets = range ? rangeOf(rows.map(rowId), anchor.current, id) : [id];
    anchor.current = id;
    setChosen((old) => {
      const rest = [...old].filter((each) => !targets.includes(each));
      return new Set(old.has(id) ? rest : [...rest, ...targets]);
    });
  };

  return {
    selected: rows.filter((row) => chosen.has(rowId(row))),
    isSelected: (id: string) => chosen.has(id),
    toggle,
    toggleAll: (on: boolean) => setChosen(on ? new Set(rows.map(rowId)) : NONE),
    clear: () => setChosen(NONE),
  };
}
