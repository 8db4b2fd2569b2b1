import * as z from "zod/mini";
import { closed, dayOrTime, idOf, timeZone } from "@/lib/input";
import { RANGE_IDS } from "@/lib/analytics/rules/ranges";

/** Which requests are meant; whatever is left out does not narrow. */
export const analyticsSearch = closed({
  /** A span that ends now. Where `from` or `to` is given, those count. */
  range: z.optional(z.enum(RANGE_IDS, `One of these is expected: ${RANGE_IDS.join(", ")}.`)),
  from: z.optional(dayOrTime),
  /** A day counts to its end. */
  to: z.optional(dayOrTime),
  /** Whose days are meant. */
  zone: z.optional(timeZone),
  source: z.optional(idOf("src", "source")),
});
export type AnalyticsSearch = z.output<typeof analyticsSearch>;
