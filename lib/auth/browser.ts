import { inMinutes, readCookie, writeCookie } from "@/lib/auth/cookies";
import { LINK_MINUTES } from "@/lib/sign-in/rules";
import { newToken } from "@/lib/tokens";

/** The secret of this browser for the links that it asks for; made at the first, kept as long as the last one works. */
export async function browserSecret(): Promise<string> {
  const secret = (await readCookie("browser")) ?? newToken();
  await writeCookie("browser", secret, inMinutes(LINK_MINUTES));
  return secret;
}
