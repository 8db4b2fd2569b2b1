import { DAY_MS } from "@/lib/day";
import { AppError } from "@/lib/errors";

/** How long a replaced key goes on working, as an ISO 8601 duration. */
export const GRACES = {
  PT0S: { label: "At once", seconds: 0 },
  PT15M: { label: "15 minutes", seconds: 900 },
  PT1H: { label: "1 hour", seconds: 3_600 },
  PT24H: { label: "24 hours", seconds: 86_400 },
  P7D: { label: "7 days", seconds: 604_800 },
} as const;

export type Grace = keyof typeof GRACES;

export const GRACE_IDS = Object.keys(GRACES) as [Grace, ...Grace[]];

type Life = { startedAt: Date; now: Date; keyDays: number | null };

/** The latest end that the account's policy allows a key begun then; null: any. */
export const latestEnd = ({ startedAt, keyDays }: Omit<Life, "now">): Date | null =>
  keyDays === null ? null : new Date(startedAt.getTime() + keyDays * DAY_MS);

/** Why a key cannot end then (null: never), or null. */
export function whyNotExpiry(expiresAt: Date | null, life: Life): AppError | null {
  const latest = latestEnd(life);
  if (expiresAt !== null && expiresAt <= life.now) return refusal("The expiry has passed already.");
  if (latest === null || (expiresAt !== null && expiresAt <= latest)) return null;
  return refusal(
    `Keys of this account live ${life.keyDays} days at most: this one ends by ${latest.toISOString().slice(0, 10)}.`,
  );
}

/** A replacement lives as long again as the key before it did. */
export const renewedEnd = (old: { startedAt: Date; expiresAt: Date | null }, now: Date): Date | null =>
  old.expiresAt && new Date(now.getTime() + old.expiresAt.getTime() - old.startedAt.getTime());

/** The first of these moments; null stands for never. */
export const earliest = (...moments: (Date | null)[]): Date | null =>
  moments.reduce((first, moment) => (first === null || (moment !== null && moment < first) ? moment : first), null);

const refusal = (message: string) => new AppError("invalid", message, { fields: [{ path: "expiresAt", message }] });
