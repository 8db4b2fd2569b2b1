"use client";

import { ChartLine, Table } from "lucide-react";
import { useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { Button } from "../button";
import { useEnvironment } from "../environment";
import { nameOf, type Intervals } from "./intervals";
import { Plot } from "./plot";
import { formatValue, paintOf, type Series, type Unit } from "./series";
import { SeriesTable } from "./series-table";
import { useCursor } from "./use-cursor";
import { useWidth } from "./use-width";

/** Between the widths of a laptop and of a phone, until the browser has measured. */
const SERVER_WIDTH = 1000;

export interface TimeSeriesProps extends Intervals {
  /** What is shown, such as "Requests". */
  label: string;
  series: readonly Series[];
  unit: Unit;
  /** The last interval is not over yet. */
  open?: boolean;
  /** Called with the first and the last interval that were marked. */
  onZoom?: (first: number, last: number) => void;
  /** Called with a part's id when its name is pressed. */
  onPick?: (id: string) => void;
}

/**
 * Lines over time. The arrow keys move a cursor that speaks its values; Shift marks a stretch and Enter zooms into it, as
 * dragging does. Every value also stands in a table.
 */
export function TimeSeries({ label, starts, step, series, unit, open = false, onZoom, onPick }: TimeSeriesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const place = useEnvironment();
  const width = useWidth(frame, SERVER_WIDTH);
  const [asTable, setAsTable] = useState(false);
  const { cursor, marked, pointer, keyboard } = useCursor({ count: starts.length, width, onZoom });
  const intervals = { starts, step };
  const at = cursor === null || cursor >= starts.length ? null : cursor;
  const valueAt = (one: Series) => (at === null ? "" : formatValue(one.values[at] ?? null, unit, place.locale));

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-1 text-13">
          {series.map((one) => (
            <li key={one.id} className="flex items-center gap-2">
              <Swatch paint={paintOf(series, one)} />
              {one.look === "part" && onPick ? (
                <button type="button" className="link-text min-h-6" onClick={() => onPick(one.id)}>
                  {one.label}
                </button>
              ) : (
                <span className="text-ink-2">{one.label}</span>
              )}
              <span aria-hidden className="min-w-14 font-strong tabular-nums">
                {valueAt(one)}
              </span>
            </li>
          ))}
        </ul>
        <p aria-hidden className="ml-auto text-12 text-ink-3">
          {at === null ? <Hint zooms={onZoom !== undefined} /> : nameOf(intervals, at, place)}
        </p>
        <Button
          size="sm"
          look="quiet"
          className="print:hidden"
          icon={asTable ? <ChartLine aria-hidden /> : <Table aria-hidden />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? "View as chart" : "View as table"}
        </Button>
      </div>
      {asTable ? (
        <SeriesTable label={label} {...intervals} series={series} unit={unit} place={place} />
      ) : (
        <div ref={frame} className="relative h-[280px] print:h-auto">
          <input
            type="range"
            className="peer sr-only"
            aria-label={`${label}, cursor`}
            aria-valuetext={nameOf(intervals, at ?? starts.length - 1, place)}
            min={0}
            max={Math.max(0, starts.length - 1)}
            value={at ?? starts.length - 1}
            onChange={(event) => keyboard.onMove(Number(event.currentTarget.value))}
            onFocus={keyboard.onFocus}
            onBlur={keyboard.onBlur}
            onKeyDown={keyboard.onKeyDown}
          />
          <div
            {...pointer}
            className={cn(
              "h-full touch-pan-y rounded-control select-none peer-focus-visible:outline-2 peer-focus-visible:outline-offset-4 peer-focus-visible:outline-focus",
              onZoom && "cursor-crosshair",
            )}
          >
            <Plot {...intervals} {...{ series, unit, width, place, open, marked }} cursor={at} />
          </div>
        </div>
      )}
      <p role="status" className="sr-only">
        {at !== null && series.map((one) => `${one.label}: ${valueAt(one)}`).join(", ")}
        {marked &&
          `. From ${nameOf(intervals, marked[0], place)} to ${nameOf(intervals, marked[1], place)}: Enter zooms in.`}
      </p>
    </div>
  );
}

function Swatch({ paint }: { paint: string }) {
  return (
    <svg aria-hidden viewBox="0 0 22 8" className="h-2 w-[22px] flex-none">
      <line x1="1" x2="21" y1="4" y2="4" strokeWidth="2" className={paint} />
    </svg>
  );
}

function Hint({ zooms }: { zooms: boolean }) {
  return (
    <span className="max-md:hidden print:hidden">
      {zooms ? "Drag to zoom, arrow keys to read" : "Arrow keys to read"}
    </span>
  );
}
