import { cookies } from "next/headers";
import { env } from "@/lib/env";

const secure = () => env().APERTURE_URL.startsWith("https://");

/** Bound to this very host where the connection allows it. */
export const sessionCookieName = () => (secure() ? "__Host-aperture.session" : "aperture.session");

export const sessionCookieOptions = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: secure() }) as const;

export const readSessionToken = async () => (await cookies()).get(sessionCookieName())?.value ?? null;

export async function writeSessionToken(token: string, expires: Date) {
  (await cookies()).set(sessionCookieName(), token, { ...sessionCookieOptions(), expires });
}

export const clearSessionToken = async () =>
  (await cookies()).delete({ name: sessionCookieName(), ...sessionCookieOptions() });
