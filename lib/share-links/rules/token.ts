import { createHmac } from "node:crypto";
import { env, secretFor } from "@/lib/env";
import { hashToken } from "@/lib/tokens";

/**
 * The secret part of a link's address: 256 bits that only this server can make from the link's id. The database has the
 * hash alone, and yet the address can be copied again later.
 */
export const tokenOf = (linkId: string): string =>
  createHmac("sha256", secretFor("share links")).update(linkId).digest("base64url");

/** Null where the link was made under another secret of the server: it goes on working, and can only not be shown again. */
export function addressOf(linkId: string, tokenHash: string): string | null {
  const token = tokenOf(linkId);
  return hashToken(token) === tokenHash ? `${env().APERTURE_URL}/s/${token}` : null;
}
