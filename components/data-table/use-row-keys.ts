"use client";

import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../shortcuts/use-shortcut";
import { stepFrom } from "./step";
import type { Address } from "./use-address";

export interface RowKey<Row> {
  keys: string;
  label: string;
  /** `targets`: the selected rows, or else this one. */
  run: (row: Row, targets: readonly Row[]) => void;
  /** Works only while no other control has the focus, as Space must, which presses buttons. */
  alone?: true;
}

interface RowKeysOptions<Row> {
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  currentId?: string;
  rowKeys: readonly RowKey<Row>[];
  address: Address;
  selected: readonly Row[];
  toggle?: (id: string, range: boolean) => void;
  clear: () => void;
}

/** J and K move, Enter opens, X selects, Shift+X selects a range, Escape clears. With an item open, moving opens the next. */
export function useRowKeys<Row>(options: RowKeysOptions<Row>) {
  const { rows, rowId, rowHref, currentId, rowKeys, address, selected, toggle, clear } = options;
  const body = useRef<HTMLTableSectionElement>(null);
  const [cursor, setCursor] = useState<string>();
  const ids = rows.map(rowId);
  const at = currentId ?? cursor;
  const rowAt = (id: string | undefined) => rows[id === undefined ? -1 : ids.indexOf(id)];

  const element = (id: string) => (body.current ? rowElement(body.current, id) : null);
  // Closing the item gives the focus back to its row, unless something else has taken it.
  useEffect(() => {
    const rows = body.current;
    if (currentId === undefined || !rows) return;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) rowElement(rows, currentId)?.focus();
      });
    };
  }, [currentId]);
  const open = (id: string) => {
    const row = rowAt(id);
    if (row && rowHref) address.go(rowHref(row));
  };
  const move = (step: 1 | -1) => {
    const next = stepFrom(ids, at, step);
    if (next === undefined) return;
    setCursor(next);
    element(next)?.focus({ preventScroll: true });
    element(next)?.scrollIntoView({ block: "nearest" });
    if (currentId !== undefined && next !== currentId) open(next);
  };
  const onRow = () => cursor !== undefined && document.activeElement === element(cursor);

  const own = rowKeys.map(({ alone, ...key }) => ({
    ...key,
    when: () => !alone || onRow() || document.activeElement === document.body,
    run: () => {
      const row = rowAt(at) ?? selected[0];
      if (row) key.run(row, selected.length > 0 ? selected : [row]);
    },
  }));
  const opening = { keys: "enter", label: "Open the row", when: onRow, run: () => cursor && open(cursor) };
  const selecting = (pick: NonNullable<typeof toggle>) => [
    { keys: "x", label: "Select the row", run: () => at && pick(at, false) },
    { keys: "shift+x", label: "Select up to the row", run: () => at && pick(at, true) },
  ];
  useShortcuts([
    { keys: "j", label: "Next row", run: () => move(1) },
    { keys: "k", label: "Previous row", run: () => move(-1) },
    { keys: "arrowdown", label: "Next row", when: onRow, run: () => move(1) },
    { keys: "arrowup", label: "Previous row", when: onRow, run: () => move(-1) },
    ...(rowHref ? [opening] : []),
    ...(toggle ? selecting(toggle) : []),
    ...(selected.length > 0 ? [{ keys: "escape", label: "Clear the selection", priority: 2, run: clear }] : []),
    ...own,
  ]);
  return { cursor, setCursor, body };
}

function rowElement(body: HTMLElement, id: string): HTMLElement | null {
  return body.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
}
