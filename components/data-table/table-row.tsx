import { Checkbox } from "../ui/checkbox";
import type { Column } from "./column";
import type { dragProps } from "./row-drag";
import { cellClass } from "./table-head";

interface TableRowProps<Row> {
  row: Row;
  id: string;
  name: string;
  columns: readonly Column<Row>[];
  open: boolean;
  current: boolean;
  off: boolean;
  /** Absent where rows cannot be selected. */
  selection?: { on: boolean; toggle: (range: boolean) => void };
  drag?: ReturnType<typeof dragProps>;
  onFocus: () => void;
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, id, name, columns, open, current, off, selection, drag, onFocus } = props;
  return (
    <tr
      data-row={id}
      tabIndex={-1}
      aria-current={open || undefined}
      data-current={current || undefined}
      data-selected={selection?.on || undefined}
      data-off={off || undefined}
      onFocus={onFocus}
      {...drag}
    >
      {selection && (
        <td>
          <Checkbox
            aria-label={`Select ${name}`}
            checked={selection.on}
            onChange={({ nativeEvent }) => selection.toggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={cellClass(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
