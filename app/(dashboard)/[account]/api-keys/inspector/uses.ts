import type { DayOfUse } from "@/lib/api-keys/queries/find-key";
import { UNUSED_DAYS } from "@/lib/api-keys/rules/least-privilege";
import { DAY_MS } from "@/lib/day";

type Sum = { requests: number; refused: number };

const add = (sum: Sum, { requests, refused }: Sum): Sum => ({
  requests: sum.requests + requests,
  refused: sum.refused + refused,
});

const NONE: Sum = { requests: 0, refused: 0 };

/** The busiest operation first. Days come newest first, so that the first seen of each is its last. */
export function byOperation(uses: readonly DayOfUse[]): (Sum & { operation: string; lastDay: string })[] {
  const sums = new Map<string, Sum & { lastDay: string }>();
  for (const use of uses) {
    const sum = sums.get(use.operation);
    sums.set(use.operation, { ...add(sum ?? NONE, use), lastDay: sum?.lastDay ?? use.day });
  }
  return [...sums]
    .map(([operation, sum]) => ({ operation, ...sum }))
    .toSorted((a, b) => b.requests + b.refused - a.requests - a.refused);
}

/** Each of the last 90 days in UTC, the oldest first, also those without a request. */
export function byDay(uses: readonly DayOfUse[], now = new Date()): (Sum & { day: string })[] {
  const sums = new Map<string, Sum>();
  for (const use of uses) sums.set(use.day, add(sums.get(use.day) ?? NONE, use));
  return Array.from({ length: UNUSED_DAYS }, (_, index) => {
    const day = new Date(now.getTime() - (UNUSED_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, ...(sums.get(day) ?? NONE) };
  });
}
