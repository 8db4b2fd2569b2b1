import { cookies } from "next/headers";
import { env } from "@/lib/env";

/**
 * `session`: who is signed in. `browser`: in which browser a link was asked for. `login`: a login that waits to be
 * confirmed. `next`: where to go after signing in elsewhere.
 */
type Kind = "session" | "browser" | "login" | "next";

const secure = () => env().APERTURE_URL.startsWith("https://");

/** Bound to this very host where the connection allows it. */
const nameOf = (kind: Kind) => (secure() ? `__Host-aperture.${kind}` : `aperture.${kind}`);

const options = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: secure() }) as const;

export const readCookie = async (kind: Kind): Promise<string | null> =>
  (await cookies()).get(nameOf(kind))?.value ?? null;

/** The same where there is only a header. */
export function cookieIn(header: string | undefined, kind: Kind): string | null {
  const named = `${nameOf(kind)}=`;
  const found = header?.split("; ").find((cookie) => cookie.startsWith(named));
  return found?.slice(named.length) || null;
}

export async function writeCookie(kind: Kind, value: string, expires: Date) {
  (await cookies()).set(nameOf(kind), value, { ...options(), expires });
}

export const clearCookie = async (kind: Kind) => (await cookies()).delete({ name: nameOf(kind), ...options() });

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
