import type { Series } from "@/components/ui/time-series/series";
import type { Traffic } from "@/lib/analytics/queries/find-traffic";
import { type Measure, measureOf, type Sums } from "@/lib/analytics/rules/sums";
import type { Place } from "@/lib/format";
import type { View } from "./search";
import { stretchName } from "./words";

/** The lines of the chart: the figure and what it was before, or one line a source. */
export function seriesOf(
  { span, points, before, sources }: Traffic,
  bySource: Map<string, Sums[]> | null,
  { measure, compare }: View,
  place: Place,
): Series[] {
  if (bySource)
    return [...bySource].map(([id, sums]) => ({
      id,
      label: sources.find((source) => source.id === id)?.name ?? id,
      look: "part",
      values: valuesOf(sums, measure),
    }));
  const main: Series = { id: "now", label: stretchName(span, place), look: "main", values: valuesOf(points, measure) };
  if (compare === "off") return [main];
  const then = valuesOf(before, measure).slice(0, points.length);
  return [main, { id: "before", label: stretchName(span.before, place), look: "before", values: then }];
}

const valuesOf = (sums: readonly Sums[], measure: Measure) => sums.map((each) => measureOf(each, measure));
