import type { Place } from "@/lib/format";
import { type Intervals, nameOf } from "./intervals";
import { formatValue, type Series, type Unit } from "./series";

interface SeriesTableProps extends Intervals {
  label: string;
  series: readonly Series[];
  unit: Unit;
  place: Place;
}

/** The newest first, because that is what a reader of figures looks for. */
export function SeriesTable({ label, starts, step, series, unit, place }: SeriesTableProps) {
  const rows = starts.map((_, index) => index).toReversed();
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table aria-label={`${label}, table`} className="w-full text-13">
        <thead className="bg-surface-2 text-left">
          <tr>
            <th scope="col" className="label-text px-3 py-2">
              {step === "day" ? "Day" : "Hour"}
            </th>
            {series.map(({ id, label: name }) => (
              <th key={id} scope="col" className="label-text px-3 py-2 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => (
            <tr key={index} className="border-t border-line">
              <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                {nameOf({ starts, step }, index, place)}
              </th>
              {series.map(({ id, values }) => (
                <td key={id} className="px-3 py-1.5 text-right tabular-nums">
                  {formatValue(values[index] ?? null, unit, place.locale)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
