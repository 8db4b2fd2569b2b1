import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

type Headers = { get(name: string): string | null };

/**
 * Refuses a change that another site's page may have sent. Next itself lets a server action run when `Origin` is absent
 * or agrees with a forged forwarding header, so every door for the browser asks this first.
 */
export function assertSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const trusted =
    origin === null ? headers.get("sec-fetch-site") === "same-origin" : origin === new URL(env().APERTURE_URL).origin;
  if (!trusted) throw new AppError("forbidden", "This request did not come from a page of this server.");
}
