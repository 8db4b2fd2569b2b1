"use client";

import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { X } from "lucide-react";
import { type ReactNode, useMemo, useRef } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import type { Column, Filter } from "./column";
import { clearedHref, FilterBar } from "./filter-bar";
import { PARAMS } from "./params";
import { rangeOf } from "./selection";
import { type KeyHint, type Pager, TableFoot } from "./table-foot";
import { cellClass, TableHead } from "./table-head";
import { useAddress } from "./use-address";
import { type RowKey, useRowKeys } from "./use-row-keys";
import { ViewMenu } from "./view-menu";

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature });

export interface DataTableProps<Row> {
  /** Names the table; also the plural in "No … match". */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** The row in a few words, for "Select Dana Kessler". */
  rowName: (row: Row) => string;
  /** Where a row opens. */
  rowHref?: (row: Row) => string;
  /** The row that is open beside the list. */
  currentId?: string;
  /** Shown quietly: suspended, revoked, disabled. */
  isOff?: (row: Row) => boolean;
  /** Two-line rows are taller. */
  lines?: 1 | 2;
  search?: string;
  filters?: readonly Filter[];
  /** Makes rows selectable; drawn in place of the filters while any are selected. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** Keys for the current row, such as E. */
  rowKeys?: readonly RowKey<Row>[];
  /** At the right end of the filter row. */
  actions?: ReactNode;
  note?: ReactNode;
  pager?: Pager;
  /** When there is nothing at all, not when nothing matches. */
  empty?: ReactNode;
}

const NO_FILTERS: readonly Filter[] = [];

/** A ruled ledger. The server sorts, filters and pages; the address says how. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowId, rowName, rowHref, currentId, isOff, lines = 1 } = props;
  const { search, filters = NO_FILTERS, bulk, rowKeys = [], actions, note, pager, empty } = props;
  const address = useAddress();
  const anchor = useRef<string>(undefined);
  const model = useMemo(() => columns.map(({ id, fixed }) => ({ id, enableHiding: !fixed })), [columns]);
  const table = useTable({ features, columns: model, data: rows, getRowId: rowId });
  const ids = rows.map(rowId);
  const selected = rows.filter((row) => table.state.rowSelection[rowId(row)]);
  const clear = () => table.resetRowSelection(true);

  const toggle = (id: string, range: boolean) => {
    const on = !table.state.rowSelection[id];
    const targets = range ? rangeOf(ids, anchor.current, id) : [id];
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
  const { cursor, setCursor, body } = useRowKeys({
    rows,
    rowId,
    rowHref,
    currentId,
    rowKeys,
    address,
    hasSelection: selected.length > 0,
    toggle: bulk && toggle,
    clear,
  });

  const shown = columns.filter((column) => table.getColumn(column.id)?.getIsVisible() !== false);
  const hideable = columns
    .filter((column) => !column.fixed)
    .map((column) => ({
      id: column.id,
      label: column.header,
      visible: shown.includes(column),
      toggle: () => table.getColumn(column.id)?.toggleVisibility(),
    }));
  const filtered = [PARAMS.search, ...filters.map((filter) => filter.param)].some((name) => address.params.has(name));
  if (rows.length === 0 && !filtered && !pager?.previous && empty) return empty;

  return (
    <div className="data-table">
      {selected.length > 0 && bulk ? (
        <div className="selection-bar" role="group" aria-label="Selected rows">
          <strong aria-live="polite">{selected.length} selected</strong>
          {bulk(selected, clear)}
          <Button look="quiet" size="sm" icon={<X aria-hidden />} keys="escape" className="ml-auto" onClick={clear}>
            Clear selection
          </Button>
        </div>
      ) : (
        <FilterBar address={address} search={search} filters={filters}>
          {actions}
          <ViewMenu columns={hideable} />
        </FilterBar>
      )}
      <div className="ledger">
        <table aria-label={label} aria-busy={address.pending} data-lines={lines} data-selectable={Boolean(bulk)}>
          <TableHead
            columns={shown}
            address={address}
            selectAll={
              bulk && (
                <Checkbox
                  aria-label="Select all on this page"
                  checked={selected.length > 0 && selected.length === rows.length}
                  indeterminate={selected.length > 0 && selected.length < rows.length}
                  onChange={(event) => table.toggleAllRowsSelected(event.target.checked)}
                />
              )
            }
          />
          <tbody ref={body}>
            {rows.map((row) => {
              const id = rowId(row);
              return (
                <tr
                  key={id}
                  data-row={id}
                  tabIndex={-1}
                  aria-selected={bulk ? Boolean(table.state.rowSelection[id]) : undefined}
                  aria-current={id === currentId || undefined}
                  data-current={id === (currentId ?? cursor) || undefined}
                  data-off={isOff?.(row) || undefined}
                  onFocus={() => setCursor(id)}
                >
                  {bulk && (
                    <td>
                      <Checkbox
                        aria-label={`Select ${rowName(row)}`}
                        checked={Boolean(table.state.rowSelection[id])}
                        onChange={(event) => toggle(id, (event.nativeEvent as MouseEvent).shiftKey)}
                      />
                    </td>
                  )}
                  {shown.map((column) => (
                    <td key={column.id} className={cellClass(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        {rows.length === 0 && (
          <EmptyState
            title={`No ${label.toLowerCase()} match`}
            action={<ButtonLink href={clearedHref(address, filters)}>Clear filters</ButtonLink>}
          >
            {describe(filters, address.params)}
          </EmptyState>
        )}
      </div>
      <TableFoot
        address={address}
        note={note}
        pager={pager}
        hints={hintsFor(Boolean(rowHref), Boolean(bulk), rowKeys)}
      />
    </div>
  );
}

/** "Role: Finance. Search: dana" */
function describe(filters: readonly Filter[], params: URLSearchParams): string {
  const parts = filters.flatMap((filter) => {
    const values = params.get(filter.param)?.split(",") ?? [];
    const labels = filter.options.filter((option) => values.includes(option.value)).map((option) => option.label);
    return labels.length > 0 ? [`${filter.label}: ${labels.join(", ")}`] : [];
  });
  const search = params.get(PARAMS.search);
  return [...parts, ...(search ? [`Search: ${search}`] : [])].join(". ");
}

function hintsFor(opens: boolean, selects: boolean, keys: readonly KeyHint[]): KeyHint[] {
  return [
    { keys: "j k", label: "move" },
    ...(selects ? [{ keys: "x", label: "select" }] : []),
    ...(opens ? [{ keys: "enter", label: "open" }] : []),
    ...keys.map(({ keys: key, label }) => ({ keys: key, label: label.toLowerCase() })),
    { keys: "?", label: "all keys" },
  ];
}
