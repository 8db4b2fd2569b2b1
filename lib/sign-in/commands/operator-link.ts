import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { oneTimeLinks } from "@/db/schema/users";
import { OPERATOR_LINK_HOURS } from "@/lib/sign-in/rules";
import { hashToken, newToken } from "@/lib/tokens";

/**
 * The path of a link that signs one person in, once, in whatever browser: for the server's operator, who can hand it over
 * where no mail arrives.
 */
export async function createOperatorLink(tx: Tx, email: string): Promise<string> {
  const token = newToken();
  await tx.insert(oneTimeLinks).values({
    id: newId("oneTimeLink"),
    purpose: "sign_in",
    tokenHash: hashToken(token),
    email,
    expiresAt: sql`now() + make_interval(hours => ${OPERATOR_LINK_HOURS})`,
  });
  return `/sign-in/link/${token}`;
}
