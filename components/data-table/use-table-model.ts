"use client";

import { rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo, useRef } from "react";
import type { Column } from "./column";
import { rangeOf } from "./selection";

const features = tableFeatures({ rowSelectionFeature });

/** Which rows are selected; everything else about the list stands in the address. */
export function useTableModel<Row extends object>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  rowId: (row: Row) => string,
) {
  const model = useMemo(() => columns.map(({ id }) => ({ id })), [columns]);
  const table = useTable({ features, columns: model, data: rows, getRowId: rowId });
  const anchor = useRef<string>(undefined);
  const isSelected = (id: string) => table.state.rowSelection[id] === true;

  /** Turns a row over; with `range`, every row from the one turned before to it. */
  const toggle = (id: string, range: boolean) => {
    const on = !isSelected(id);
    const targets = range ? rangeOf(rows.map(rowId), anchor.current, id) : [id];
    anchor.current = id;
    table.setRowSelection((old) => {
      const next = { ...old };
      for (const target of targets) {
        if (on) next[target] = true;
        else delete next[target];
      }
      return next;
    });
  };

  return {
    selected: rows.filter((row) => isSelected(rowId(row))),
    isSelected,
    toggle,
    toggleAll: (on: boolean) => table.toggleAllRowsSelected(on),
    clear: () => table.resetRowSelection(true),
  };
}
