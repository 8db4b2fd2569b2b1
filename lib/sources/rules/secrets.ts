import { createHmac } from "node:crypto";
import { secretFor } from "@/lib/env";
import { seal, unseal } from "@/lib/seal";

type Secrets = Record<string, string>;

/** Credentials of a source as they are kept: text that only this server can read, and only as those of this source. */
export const sealSecrets = (sourceId: string, secrets: Secrets): string => seal(`source ${sourceId}`, secrets);

/** What was sealed for this source. What another AUTH_SECRET sealed is as good as none: it has to be entered again. */
export const openSecrets = (sourceId: string, sealed: string | null): Secrets =>
  (sealed && unseal<Secrets>(`source ${sourceId}`, sealed)) || {};

/** The token that signs addresses of a source. Nothing of it is stored: another number gives another token. */
export const signingTokenOf = (sourceId: string, number: number): string =>
  createHmac("sha256", secretFor("source signing tokens"))
    .update(`${sourceId}.${number}`)
    .digest("base64url")
    .slice(0, 32);
