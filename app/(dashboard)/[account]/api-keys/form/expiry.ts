import { parseDate } from "@internationalized/date";
import { DAY_MS } from "@/lib/day";

const REMINDER_DAYS = 7;

/** How long a key shall live: some days, until a day of the calendar, for ever, or as long as it does already. */
export const EXPIRY_KINDS = ["kept", "7", "30", "90", "365", "custom", "never"] as const;
type ExpiryKind = (typeof EXPIRY_KINDS)[number];

export type Expiry = {
  kind: ExpiryKind;
  /** As a date field has it; "" until one is chosen. */
  day: string;
};

export const EXPIRY_LABELS: Record<ExpiryKind, string> = {
  kept: "As it is",
  "7": "7 days",
  "30": "30 days",
  "90": "90 days",
  "365": "1 year",
  custom: "Custom",
  never: "Never",
};

/** The calendar of whoever chooses, and the last moment that the account allows; null: any. */
export type Bounds = { zone: string; latest: string | null };

const spanOf = (kind: ExpiryKind): number | null => (/^\d+$/.test(kind) ? Number(kind) * DAY_MS : null);

/** A page that stood open for a while still offers the longest span; it then ends at the latest moment. */
export function isAllowed(kind: ExpiryKind, { latest }: Bounds, now = Date.now()): boolean {
  if (latest === null || kind === "kept" || kind === "custom") return true;
  const span = spanOf(kind);
  return span !== null && now + span <= Date.parse(latest) + DAY_MS;
}

/** 90 days, or the longest that the account allows. */
export function defaultExpiry(bounds: Bounds): Expiry {
  const kind = (["90", "30", "7"] as const).find((span) => isAllowed(span, bounds));
  return kind ? { kind, day: "" } : { kind: "custom", day: bounds.latest?.slice(0, 10) ?? "" };
}

/** The chosen end, RFC 3339; null: never. Undefined while it is not chosen, and where it stays as it is. */
export function momentOf({ kind, day }: Expiry, { zone, latest }: Bounds, now = Date.now()): string | null | undefined {
  const span = spanOf(kind);
  if (span !== null) return earlier(new Date(now + span).toISOString(), latest);
  if (kind === "custom") return day === "" ? undefined : earlier(endOfDay(day, zone), latest);
  return kind === "never" ? null : undefined;
}

/** The owner gets a mail a week before, or half its life before when that is shorter. */
export const reminderDays = (expiresAt: string, now = Date.now()): number =>
  Math.floor(Math.min(REMINDER_DAYS, (Date.parse(expiresAt) - now) / DAY_MS / 2));

const earlier = (moment: string, latest: string | null) =>
  latest !== null && Date.parse(moment) > Date.parse(latest) ? latest : moment;

/** The last second of a day as the person's calendar has it. */
const endOfDay = (day: string, zone: string) =>
  new Date(parseDate(day).add({ days: 1 }).toDate(zone).getTime() - 1_000).toISOString();
