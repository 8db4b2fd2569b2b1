"use client";

import { type MouseEvent, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { dragProps, type RowDrag } from "../data-table/row-drag";
import type { RowKey } from "../data-table/use-row-keys";
import { Checkbox } from "../ui/checkbox";
import { Link } from "../ui/link";
import { useTilesInView } from "./use-tiles-in-view";
import { useTileKeys } from "./use-tile-keys";
import type { TileSelection } from "./use-tile-selection";

interface TileGridProps<Row> {
  label: string;
  /** What is shown, for whoever comes back to it: changes with the rows' origin and order. */
  place: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  rowHref: (row: Row) => string;
  /** Picture and words, all of the same height in every tile. */
  tile: (row: Row) => ReactNode;
  /** Beside the words of the tile that is reached. */
  menu: (row: Row) => ReactNode;
  /** The row that is open beside the grid. */
  openId?: string;
  /** Whether the row opens beside the grid, which then stays where it is. */
  opensHere: (row: Row) => boolean;
  /** Another tile became current while one is open. */
  onMove: (row: Row) => void;
  /** Absent where nothing can be done to several. */
  selection?: TileSelection<Row>;
  keys: readonly RowKey<Row>[];
  drag?: RowDrag<Row>;
  busy?: boolean;
  /** Asked each time the last tiles are drawn; absent while more cannot be had. */
  onEnd?: () => void;
}

/**
 * Many pictures, of which those in the window are drawn. One tile is current: arrows move from it, Shift with an arrow or
 * a press takes all between along, X picks it.
 */
export function TileGrid<Row extends object>(props: TileGridProps<Row>) {
  const { label, place, rows, rowId, rowName, rowHref, tile, menu, openId, opensHere } = props;
  const { selection, keys, drag, busy, onEnd } = props;
  const grid = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const view = useTilesInView(grid, { place, ids, open: openId === undefined ? -1 : ids.indexOf(openId) });
  const [hovered, setHovered] = useState<string>();
  const { current, setCurrent } = useTileKeys({ ...props, grid, view, keys });
  const wantsMore = view.to >= rows.length && onEnd !== undefined;
  const tellEnd = useEffectEvent(() => onEnd?.());
  useEffect(() => {
    if (wantsMore) tellEnd();
  }, [wantsMore, rows.length]);

  const firstDrawn = rows[view.from];
  const reachable = rows.slice(view.from, view.to).some((row) => rowId(row) === current)
    ? current
    : firstDrawn && rowId(firstDrawn);
  const onClick = (event: MouseEvent, id: string) => {
    if (!selection || !event.shiftKey) return;
    event.preventDefault();
    selection.extend(current, id);
    setCurrent(id);
  };
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-busy={busy}
      aria-rowcount={rows.length}
      aria-multiselectable={selection ? true : undefined}
      data-selecting={(selection && selection.selected.length > 0) || undefined}
      className="tile-grid"
      onPointerLeave={() => setHovered(undefined)}
    >
      <Space height={view.before} />
      {rows.slice(view.from, view.to).map((row, index) => {
        const id = rowId(row);
        const selected = selection?.isSelected(id);
        return (
          <div
            key={id}
            role="row"
            data-tile={id}
            aria-rowindex={view.from + index + 1}
            aria-selected={selected}
            className="tile"
            data-current={id === (openId ?? current) || undefined}
            onFocus={() => setCurrent(id)}
            onPointerEnter={() => setHovered(id)}
            {...dragProps(drag, row, selection?.selected ?? [])}
          >
            <div role="gridcell" className="contents">
              <Link
                href={rowHref(row)}
                scroll={!opensHere(row)}
                tabIndex={id === reachable ? 0 : -1}
                className="tile-link"
                draggable={false}
                onClick={(event) => onClick(event, id)}
              >
                {tile(row)}
              </Link>
              {selection && (
                <Checkbox
                  aria-label={`Select ${rowName(row)}`}
                  tabIndex={-1}
                  className="tile-check"
                  checked={selected}
                  onChange={({ nativeEvent }) =>
                    selection.toggle(id, nativeEvent instanceof globalThis.MouseEvent && nativeEvent.shiftKey)
                  }
                />
              )}
              {(id === hovered || id === current) && <span className="tile-menu">{menu(row)}</span>}
            </div>
          </div>
        );
      })}
      <Space height={view.after} />
    </div>
  );
}

/** As tall as the tiles that are not drawn. Scripts set the style: the server, which may not, draws from the start on. */
const Space = ({ height }: { height: number }) =>
  height > 0 && <div role="presentation" className="col-span-full" style={{ height }} />;
