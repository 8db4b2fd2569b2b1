import { createHmac } from "node:crypto";
import { secretFor } from "@/lib/env";
import { seal, unseal } from "@/lib/seal";

type Secrets = Record<string, string>;

/** Credentials of a source as they are kept: text that only this server can read, and only as those of this source. */
export const sealSecrets = (sourceId: string, secrets: Secrets): string => seal(`source ${sourceId}`, secrets);

/** @throws Error where another AUTH_SECRET sealed them: they have to be entered again. */
export function openSecrets(sourceId: string, sealed: string | null): Secrets {
  if (sealed === null) return {};
  const secrets = unseal<Secrets>(`source ${sourceId}`, sealed);
  if (!secrets) throw new Error(`The credentials of ${sourceId} cannot be read: AUTH_SECRET is another one.`);
  return secrets;
}

/** The token that signs addresses of a source. Nothing of it is stored: another number gives another token. */
export const signingTokenOf = (sourceId: string, number: number): string =>
  createHmac("sha256", secretFor("source signing tokens"))
    .update(`${sourceId}.${number}`)
    .digest("base64url")
    .slice(0, 32);
