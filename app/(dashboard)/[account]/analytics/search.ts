import * as z from "zod/mini";
import { type AnalyticsSearch, analyticsSearch } from "@/lib/analytics/input";
import { MEASURES } from "@/lib/analytics/rules/sums";
import { readSearch, type SearchParams } from "@/lib/http/read-search";

/** What the address says beside the search: which figure, whether compared, whether by source. */
const view = z.object({
  measure: z._default(z.enum(MEASURES), "requests"),
  compare: z.optional(z.literal("off")),
  split: z.optional(z.literal("source")),
});

export type View = z.output<typeof view>;

/** Days of the reader's own zone; the last seven where the address names none. */
export function readAnalytics(params: SearchParams, zone: string): { search: AnalyticsSearch; view: View } {
  const { range, from, to, source } = params;
  return { search: readSearch(analyticsSearch, { range, from, to, source, zone }), view: readSearch(view, params) };
}
