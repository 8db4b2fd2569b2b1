import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { admitGuest } from "@/lib/sign-in/commands/admit-guest";
import { type NewSession, startSession } from "@/lib/sign-in/commands/start-session";
import { hashToken } from "@/lib/tokens";

const CLOSED_LINK = "This link was used before, has run out or was asked for in another browser. Ask for a new one.";

/** Signs in the person to whom the link was mailed; it works once, and ends the other links to the same address. */
export async function redeemSignInLink(
  { token }: { token: string },
  browser: string | null,
  origin: Origin,
): Promise<NewSession & { next: string }> {
  return withSystem(async (tx) => {
    const [link] = await tx.execute<{ email: string; next: string | null }>(sql`
      update one_time_links set used_at = now()
      where token_hash = ${hashToken(token)} and purpose = 'sign_in' and used_at is null and expires_at > now()
        and (browser_hash is null or browser_hash = ${browser && hashToken(browser)})
      returning email, redirect_to as next`);
    const userId = link && (await admitGuest(tx, { email: link.email }));
    if (!userId) throw new AppError("gone", CLOSED_LINK);
    await tx.execute(sql`update one_time_links set used_at = now() where email = ${link.email} and used_at is null`);
    return { ...(await startSession(tx, { userId, method: "email" }, origin)), next: link.next ?? "/" };
  });
}
