import type { DragEvent } from "react";

/** Lets rows be dragged; one that is selected takes the others along. */
export interface RowDrag<Row> {
  can: (row: Row) => boolean;
  begin: (rows: readonly Row[], event: DragEvent) => void;
}

/** The attributes of the element that is dragged for this row. */
export const dragProps = <Row>(drag: RowDrag<Row> | undefined, row: Row, selected: readonly Row[]) =>
  drag?.can(row) && {
    draggable: true,
    onDragStart: (event: DragEvent) => drag.begin(selected.includes(row) ? selected : [row], event),
  };
