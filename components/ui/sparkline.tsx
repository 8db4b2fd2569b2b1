import { scaleLinear } from "@visx/scale";
import { LinePath } from "@visx/shape";

const WIDTH = 120;
const HEIGHT = 28;

/** The shape of a few values, without scale; the figure beside it says how much they are. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const x = scaleLinear({ domain: [0, Math.max(1, values.length - 1)], range: [1, WIDTH - 1] });
  const y = scaleLinear({
    domain: [0, Math.max(Number.MIN_VALUE, ...values.map((value) => value ?? 0))],
    range: [HEIGHT - 2, 2],
  });
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-7 w-full overflow-visible"
    >
      <LinePath
        data={values.map((value, index) => ({ index, value }))}
        x={({ index }) => x(index)}
        y={({ value }) => y(value ?? 0)}
        defined={({ value }) => value !== null}
        className="fill-none stroke-chart-1 [vector-effect:non-scaling-stroke]"
        strokeWidth={1.5}
      />
    </svg>
  );
}
