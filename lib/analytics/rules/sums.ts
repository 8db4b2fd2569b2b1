/** What a stretch of time adds up to. */
export type Sums = {
  requests: number;
  /** Bytes sent. */
  bytes: number;
  /** Bytes that were not sent, because what was sent is smaller than its original. */
  saved: number;
  /** Answered from the cache. */
  hits: number;
  /** Answered with a status of 400 or more. */
  errors: number;
  /** Requests that were answered during an outage of the database and are in no other sum. */
  uncounted: number;
};

export const NO_SUMS: Sums = { requests: 0, bytes: 0, saved: 0, hits: 0, errors: 0, uncounted: 0 };

export const addUp = (all: readonly Sums[]): Sums =>
  all.reduce(
    (sum, one) => ({
      requests: sum.requests + one.requests,
      bytes: sum.bytes + one.bytes,
      saved: sum.saved + one.saved,
      hits: sum.hits + one.hits,
      errors: sum.errors + one.errors,
      uncounted: sum.uncounted + one.uncounted,
    }),
    NO_SUMS,
  );

export const MEASURES = ["requests", "bytes", "hitRatio", "errors"] as const;
export type Measure = (typeof MEASURES)[number];

/** Null where there is nothing to measure: no requests have no hit ratio. */
export function measureOf(sums: Sums, measure: Measure): number | null {
  if (measure !== "hitRatio") return sums[measure];
  return sums.requests > 0 ? sums.hits / sums.requests : null;
}

/** By how much it changed, as a share of what it was; of a ratio, the difference. Null where that means nothing. */
export function changeOf(before: Sums, now: Sums, measure: Measure): number | null {
  const was = measureOf(before, measure);
  const is = measureOf(now, measure);
  if (was === null || is === null) return null;
  if (measure === "hitRatio") return is - was;
  return was > 0 ? (is - was) / was : null;
}
