import { DAY_MS } from "@/lib/day";
import { AppError } from "@/lib/errors";

/** Days that a revoked or expired link can be restored. */
export const RESTORE_DAYS = 30;

/** Minutes after its last use that a visit goes on: opening the link again is the same one. */
export const VISIT_MINUTES = 30;

/** Uploads through one link that were begun and not finished; each may fill the disk with what it announced. */
export const MOST_BEGUN = 100;

/** Wrong passcodes of one network at one address, and at all together. */
export const MOST_FAILURES = { most: 10, minutes: 15 };
export const MOST_FAILURES_ANYWHERE = { most: 30, minutes: 15 };

/** The one answer for links that are wrong, over, not begun, used up or revoked, or whose thing is gone. */
export const closedLink = () =>
  new AppError("not_found", "This link opens nothing. It may be mistyped, over or taken back: ask whoever sent it.");

type Rules = { linkDays: number | null; linkPasscode: boolean };
type Times = { startsAt: Date | null; expiresAt: Date | null };
type Settings = Times & { hasPasscode: boolean };

/** Why a link cannot be like this, or null: its times must make sense, and the account's rules for links hold. */
export function whyNotSettings(
  { startsAt, expiresAt, hasPasscode }: Settings,
  rules: Rules,
  now: Date,
): AppError | null {
  if (expiresAt !== null && expiresAt <= now)
    return fault("expiresAt", "This time is over. Choose a later one, or none.");
  if (startsAt !== null && expiresAt !== null && startsAt >= expiresAt)
    return fault("startsAt", "The link would end before it begins.");
  if (rules.linkPasscode && !hasPasscode) return fault("passcode", "Links of this account need a passcode.");
  const latest = latestEnd(startsAt, rules, now);
  if (latest !== null && (expiresAt === null || expiresAt > latest))
    return fault("expiresAt", `Links of this account last at most ${rules.linkDays} days.`);
  return null;
}

/** When a restored link ends: as before, without an end where that is over, and no later than the account allows. */
export function endOnceRestored({ startsAt, expiresAt }: Times, rules: Rules, now: Date): Date | null {
  const before = expiresAt !== null && expiresAt > now ? expiresAt : null;
  const latest = latestEnd(startsAt, rules, now);
  return latest !== null && (before === null || before > latest) ? latest : before;
}

/** @param closedAt when the link expired or was revoked: the first of it counts */
export const whyNotRestorable = (closedAt: readonly Date[], now: Date): AppError | null =>
  closedAt.some((time) => time.getTime() + RESTORE_DAYS * DAY_MS < now.getTime())
    ? new AppError("conflict", `A link can be restored for ${RESTORE_DAYS} days. Make a new one.`)
    : null;

function latestEnd(startsAt: Date | null, { linkDays }: Rules, now: Date): Date | null {
  if (linkDays === null) return null;
  return new Date(Math.max(now.getTime(), startsAt?.getTime() ?? 0) + linkDays * DAY_MS);
}

const fault = (path: string, message: string) => new AppError("invalid", message, { fields: [{ path, message }] });
