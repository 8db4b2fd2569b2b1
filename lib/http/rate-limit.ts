import { canonicalRange } from "@/lib/networks";
import { AppError } from "@/lib/errors";

/**
 * Requests a minute. They are counted in the memory of each server process: what they protect is that process, and a
 * restart forgives. Of an IPv6 client its /64 counts, which is what a customer gets from their provider.
 */
export const LIMITS = {
  /** Unless the key has a limit of its own. */
  key: 18_000,
  account: 60_000,
  address: 30_000,
  /** Wrong keys from one address. */
  failures: 300,
} as const;

const WINDOW_SECONDS = 60;
const MOST_WINDOWS = 100_000;

type Kind = keyof typeof LIMITS;
type Window = { used: number; endsAt: number };

/** What is left of a limit after a request was counted. */
export type Allowance = { kind: Kind; limit: number; remaining: number; resetSeconds: number };

const kept = globalThis as typeof globalThis & { apertureWindows?: Map<string, Window> };
const windows = (kept.apertureWindows ??= new Map());

/** Counts a request. @throws AppError `too_many` with the seconds after which there is room again */
export function take(kind: Kind, id: string, limit: number = LIMITS[kind]): Allowance {
  const window = windowOf(`${kind} ${id}`, Date.now());
  window.used++;
  const resetSeconds = Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000));
  if (window.used > limit)
    throw new AppError("too_many", `At most ${limit} requests a minute. Try again in ${resetSeconds} seconds.`, {
      retryAfter: resetSeconds,
    });
  return { kind, limit, remaining: limit - window.used, resetSeconds };
}

export const addressOf = (ip: string | null): string =>
  ip === null ? "unknown" : (canonicalRange(ip.includes(":") ? `${ip}/64` : ip) ?? "unknown");

function windowOf(id: string, now: number): Window {
  const current = windows.get(id);
  if (current && current.endsAt > now) return current;
  if (windows.size >= MOST_WINDOWS) forgetOld(now);
  const fresh = { used: 0, endsAt: now + WINDOW_SECONDS * 1000 };
  windows.set(id, fresh);
  return fresh;
}

/** Windows that are over; should all still run, the oldest half, for a bounded memory matters more than a count. */
function forgetOld(now: number): void {
  for (const [id, { endsAt }] of windows) if (endsAt <= now) windows.delete(id);
  if (windows.size < MOST_WINDOWS) return;
  for (const id of [...windows.keys()].slice(0, MOST_WINDOWS / 2)) windows.delete(id);
}

/** `RateLimit` and `RateLimit-Policy` of the IETF draft: every policy, and what is left of the tightest. */
export function rateLimitHeaders(allowances: readonly Allowance[]): Record<string, string> {
  const [tightest] = allowances.toSorted((a, b) => a.remaining - b.remaining);
  if (!tightest) return {};
  return {
    "RateLimit-Policy": allowances.map(({ kind, limit }) => `"${kind}";q=${limit};w=${WINDOW_SECONDS}`).join(", "),
    RateLimit: `"${tightest.kind}";r=${tightest.remaining};t=${tightest.resetSeconds}`,
  };
}
