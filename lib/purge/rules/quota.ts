import { AppError } from "@/lib/errors";
import { formatCount, formatNumber } from "@/lib/format";

/** Lines that an account purges on a day of UTC. */
export type Quota = { used: number; limit: number; renewsAt: Date };

/** The next midnight of UTC. */
export function renewalAfter(now: Date): Date {
  const midnight = new Date(now);
  midnight.setUTCHours(24, 0, 0, 0);
  return midnight;
}

/** Why so many more lines cannot be purged today, and until when. */
export function whyNotMore({ used, limit, renewsAt }: Quota, lines: number, now: Date): AppError | null {
  if (used + lines <= limit) return null;
  const left = Math.max(0, limit - used);
  return new AppError(
    "too_many",
    `This account purges at most ${formatCount(limit, { one: "line", other: "lines" })} a day: ${formatNumber(left, "en")} ${left === 1 ? "is" : "are"} left and ${formatNumber(lines, "en")} ${lines === 1 ? "was" : "were"} asked for. It renews at 00:00 UTC.`,
    { retryAfter: Math.ceil((renewsAt.getTime() - now.getTime()) / 1000) },
  );
}
