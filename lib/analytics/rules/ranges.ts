/** Spans that end now, each with its length in days. */
export const RANGES = { "24h": 1, "7d": 7, "30d": 30, "90d": 90 } as const;
export type Range = keyof typeof RANGES;
export const RANGE_IDS = Object.keys(RANGES) as [Range, ...Range[]];
export const DEFAULT_RANGE: Range = "7d";

export const INTERVALS = ["hour", "day"] as const;
export type Interval = (typeof INTERVALS)[number];
