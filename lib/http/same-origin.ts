import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

type Headers = { get(name: string): string | null };

/**
 * Whether a change was sent by a page of ours. Next itself lets a server action run when `Origin` is absent or agrees
 * with a forged forwarding header, so every door for the browser asks this first.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  // A form on a page without referrer says "null"; where it really stood is told by the other header alone.
  return origin === null || origin === "null"
    ? headers.get("sec-fetch-site") === "same-origin"
    : origin === new URL(env().APERTURE_URL).origin;
}

export function assertSameOrigin(headers: Headers): void {
  if (!isSameOrigin(headers)) throw new AppError("forbidden", "This request did not come from a page of this server.");
}
