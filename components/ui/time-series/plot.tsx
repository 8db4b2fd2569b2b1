import { AxisBottom, AxisLeft, type TickRendererProps } from "@visx/axis";
import { scaleLinear } from "@visx/scale";
import { AreaClosed, LinePath } from "@visx/shape";
import { cn } from "@/lib/cn";
import type { Place } from "@/lib/format";
import { type Intervals, ticksOf } from "./intervals";
import { formatTick, paintOf, type Series, type Unit } from "./series";

export const MARGIN = { top: 12, right: 16, bottom: 28, left: 58 };
const HEIGHT = 280;
const LABEL_WIDTH = 92;
const ROWS = 4;

interface PlotProps extends Intervals {
  series: readonly Series[];
  unit: Unit;
  /** In pixels. */
  width: number;
  place: Place;
  /** The last interval is not over: its line is drawn lightly. */
  open: boolean;
  cursor: number | null;
  /** The intervals that are being marked, both included. */
  marked: readonly [number, number] | null;
}

/** The drawing itself, the same on the server and in the browser. */
export function Plot({ starts, step, series, unit, width, place, open, cursor, marked }: PlotProps) {
  const last = Math.max(1, starts.length - 1);
  const x = scaleLinear({ domain: [0, last], range: [MARGIN.left, width - MARGIN.right] });
  const y = scaleLinear({
    domain: [
      0,
      unit === "share" ? 1 : Math.max(ROWS, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))),
    ],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: unit !== "share" && ROWS,
  });
  const ticks = ticksOf({ starts, step }, Math.max(2, Math.floor(width / LABEL_WIDTH)), place);
  return (
    <svg aria-hidden viewBox={`0 0 ${width} ${HEIGHT}`} className="block h-full w-full overflow-visible">
      {marked && <Marked from={x(marked[0])} to={x(marked[1])} />}
      <AxisLeft
        scale={y}
        left={MARGIN.left}
        numTicks={ROWS}
        hideAxisLine
        hideZero={false}
        tickFormat={(value) => formatTick(Number(value), unit, place.locale)}
        tickLength={MARGIN.left + MARGIN.right - width}
        tickLineProps={{ className: "stroke-line", stroke: undefined }}
        tickComponent={({ y: top, formattedValue }) => (
          <text x={-8} y={top} dy="0.32em" textAnchor="end" className="fill-ink-3 text-11">
            {formattedValue}
          </text>
        )}
      />
      <AxisBottom
        scale={x}
        top={HEIGHT - MARGIN.bottom}
        tickValues={ticks.map(({ index }) => index)}
        tickFormat={(value) => ticks.find(({ index }) => index === Number(value))?.label}
        axisLineClassName="stroke-control"
        stroke={undefined}
        tickLength={5}
        tickLineProps={{ className: "stroke-control", stroke: undefined }}
        tickComponent={(tick) => (
          <Below {...tick} left={tick.x < MARGIN.left + 30} right={tick.x > width - MARGIN.right - 30} />
        )}
      />
      {cursor !== null && (
        <line x1={x(cursor)} x2={x(cursor)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} className="stroke-control" />
      )}
      {series.toReversed().map((one) => (
        <Line key={one.id} {...{ one, x, y, open, cursor }} paint={paintOf(series, one)} />
      ))}
    </svg>
  );
}

/** The first and the last label lean inwards. */
function Below({ x, formattedValue, left, right }: TickRendererProps & { left: boolean; right: boolean }) {
  return (
    <text x={x} y={20} textAnchor={left ? "start" : right ? "end" : "middle"} className="fill-ink-3 text-11">
      {formattedValue}
    </text>
  );
}

function Marked({ from, to }: { from: number; to: number }) {
  return (
    <rect
      x={from}
      width={Math.max(2, to - from)}
      y={MARGIN.top}
      height={HEIGHT - MARGIN.top - MARGIN.bottom}
      className="fill-petrol-wash stroke-petrol-line"
    />
  );
}

type Scale = (value: number) => number;
type Point = { index: number; value: number | null };

interface LineProps {
  one: Series;
  paint: string;
  x: Scale;
  y: Scale;
  open: boolean;
  cursor: number | null;
}

function Line({ one, paint, x, y, open, cursor }: LineProps) {
  const points = one.values.map((value, index): Point => ({ index, value }));
  const unfinished = open && one.look !== "before" && points.length > 1;
  const path = {
    x: ({ index }: Point) => x(index),
    y: ({ value }: Point) => y(value ?? 0),
    defined: ({ value }: Point) => value !== null,
  };
  const under = cursor === null ? null : points[cursor];
  return (
    <g>
      {one.look === "main" && (
        <AreaClosed data={points} {...path} yScale={y as never} y0={y(0)} className="fill-chart-1 opacity-10" />
      )}
      <LinePath
        data={unfinished ? points.slice(0, -1) : points}
        {...path}
        className={cn("fill-none [stroke-linejoin:round]", paint)}
        strokeWidth={one.look === "before" ? 1.5 : 2}
      />
      {unfinished && (
        <LinePath data={points.slice(-2)} {...path} className={cn("fill-none opacity-50", paint)} strokeWidth={2} />
      )}
      {under && under.value !== null && (
        <circle
          cx={x(under.index)}
          cy={y(under.value)}
          r={4}
          strokeWidth={2}
          className={cn("fill-surface [stroke-dasharray:none]!", paint)}
        />
      )}
    </g>
  );
}
