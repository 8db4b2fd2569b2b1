"use client";

import type { ReactNode } from "react";
import { Checkbox } from "../ui/checkbox";
import type { Column, Filter } from "./column";
import { FilterBar } from "./filter-bar";
import { NoMatch } from "./no-match";
import { PARAMS, parseValues, toggleValue } from "./params";
import { dragProps, type RowDrag } from "./row-drag";
import { SelectionBar } from "./selection-bar";
import { type KeyHint, type Pager, TableFoot } from "./table-foot";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import { useAddress } from "./use-address";
import { useLedger } from "./use-ledger";
import { type RowKey, useRowKeys } from "./use-row-keys";
import { ViewMenu } from "./view-menu";

interface DataTableProps<Row> {
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
  /** In place of the search field, for a list that is searched in a way of its own. */
  finder?: ReactNode;
  /** Makes rows selectable; drawn in place of the filters while any are selected. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** Keys for the current row, such as E. */
  rowKeys?: readonly RowKey<Row>[];
  drag?: RowDrag<Row>;
  /** At the right end of the filter row. */
  actions?: ReactNode;
  note?: ReactNode;
  pager?: Pager;
  /** When there is nothing at all, not when nothing matches. */
  empty?: ReactNode;
}

/** A ruled ledger. The server sorts, filters and pages; the address says how. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowId, rowName, rowHref, currentId, isOff, lines = 1 } = props;
  const { search, finder, filters = [], bulk, rowKeys = [], drag, actions, note, pager, empty } = props;
  const address = useAddress();
  const hidden = parseValues(address.params.get(PARAMS.hidden));
  const ledger = useLedger({ rows, columns, rowId, hidden, selectable: Boolean(bulk) });
  const { selected, shown } = ledger;
  const { cursor, setCursor, body } = useRowKeys({
    rows,
    rowId,
    rowHref,
    currentId,
    rowKeys,
    address,
    selected,
    toggle: bulk && ledger.toggle,
    clear: ledger.clear,
  });
  const filtered = [PARAMS.search, ...filters.map((filter) => filter.param)].some((name) => address.params.has(name));
  if (rows.length === 0 && !filtered && !pager?.previous && empty) return empty;

  return (
    <div className="data-table">
      {selected.length > 0 && bulk ? (
        <SelectionBar count={selected.length} clear={ledger.clear}>
          {bulk(selected, ledger.clear)}
        </SelectionBar>
      ) : (
        <FilterBar address={address} search={search} finder={finder} filters={filters}>
          {actions}
          <ViewMenu
            columns={columns}
            shown={shown}
            onToggle={(id) => address.view({ [PARAMS.hidden]: toggleValue(hidden, id) })}
          />
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
                  checked={ledger.allSelected}
                  indeterminate={selected.length > 0 && !ledger.allSelected}
                  onChange={(event) => ledger.toggleAll(event.target.checked)}
                />
              )
            }
          />
          <tbody ref={body}>
            {ledger.rows.map((row) => (
              <TableRow
                key={row.id}
                row={row.original}
                id={row.id}
                name={rowName(row.original)}
                columns={shown}
                open={row.id === currentId}
                current={row.id === (currentId ?? cursor)}
                off={isOff?.(row.original) ?? false}
                selection={bulk && { on: row.getIsSelected(), toggle: (range) => ledger.toggle(row.id, range) }}
                drag={dragProps(drag, row.original, selected)}
                onFocus={() => setCursor(row.id)}
              />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <NoMatch label={label} filters={filters} address={address} />}
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

function hintsFor(opens: boolean, selects: boolean, keys: readonly KeyHint[]): KeyHint[] {
  return [
    { keys: "j k", label: "move" },
    ...(selects ? [{ keys: "x", label: "select" }] : []),
    ...(opens ? [{ keys: "enter", label: "open" }] : []),
    ...keys.map(({ keys: key, label }) => ({ keys: key, label: label.toLowerCase() })),
    { keys: "?", label: "all keys" },
  ];
}
