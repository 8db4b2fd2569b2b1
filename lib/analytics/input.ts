import * as z from "zod/mini";
import { closed, dayOrTime, idOf, timeZone } from "@/lib/input";

/** Spans that end now, each with its length in days. */
export const RANGES = { "24h": 1, "7d": 7, "30d": 30, "90d": 90 } as const;
export type Range = keyof typeof RANGES;
export const RANGE_IDS = Object.keys(RANGES) as [Range, ...Range[]];

export const INTERVALS = ["hour", "day"] as const;
export type Interval = (typeof INTERVALS)[number];

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
