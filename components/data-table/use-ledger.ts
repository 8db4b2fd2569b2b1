"use client";

import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { Column } from "./column";

/** Sorting, filtering and paging are the server's; each feature that is named here is loaded with the page. */
const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

type Ledger<Row> = {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** Ids of columns that do not show. */
  hidden: readonly string[];
  selectable: boolean;
};

/** Which columns show, and which rows are selected; everything else about the list stands in the address. */
export function useLedger<Row extends object>({ rows, columns, rowId, hidden, selectable }: Ledger<Row>) {
  const definitions = useMemo(
    () => columns.map(({ id, header, fixed }) => ({ id, header, enableHiding: !fixed })),
    [columns],
  );
  const table = useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: rowId,
    enableRowSelection: selectable,
    state: { columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])) },
  });
  const visible = new Set(table.getVisibleLeafColumns().map(({ id }) => id));

  /** Turns a row over; with `range`, every row from the one turned before to it. */
  const toggle = (id: string, range: boolean) => {
    const row = table.getRow(id);
    row.getToggleSelectedHandler()({ target: { checked: !row.getIsSelected() }, shiftKey: range });
  };
  return {
    shown: columns.filter(({ id, fixed }) => fixed || visible.has(id)),
    rows: table.getRowModel().rows,
    selected: table.getSelectedRowModel().rows.map(({ original }) => original),
    allSelected: table.getIsAllRowsSelected(),
    toggle,
    toggleAll: (on: boolean) => table.toggleAllRowsSelected(on),
    clear: () => table.resetRowSelection(true),
  };
}
