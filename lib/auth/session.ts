import { clearCookie, readCookie, writeCookie } from "@/lib/auth/cookies";
import { requestOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/sign-in/commands/end-session";
import type { NewSession } from "@/lib/sign-in/commands/start-session";

/** Signs this browser in; a session that it had before ends. */
export async function openSession({ token, expiresAt }: NewSession): Promise<void> {
  const former = await readCookie("session");
  if (former) await endSession(former, "replaced", await requestOrigin());
  await writeCookie("session", token, expiresAt);
}

/** Signs this browser out. */
export async function closeSession(): Promise<void> {
  const token = await readCookie("session");
  if (token) await endSession(token, "signed out", await requestOrigin());
  await clearCookie("session");
}
