import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { secretFor } from "@/lib/env";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Text that only this server can read and write again, for one purpose, and maybe until a moment: for a cookie in between
 * two pages, or a secret that is kept.
 */
export function seal(purpose: string, value: unknown, seconds?: number): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secretFor(purpose), iv);
  const text = JSON.stringify({ value, until: seconds === undefined ? null : Date.now() + seconds * 1000 });
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
}

/** What was sealed; null when it is anything else, or too old. */
export function unseal<T>(purpose: string, sealed: string): T | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", secretFor(purpose), bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
    const { value, until } = JSON.parse(text) as { value: T; until: number | null };
    return until === null || until > Date.now() ? value : null;
  } catch {
    return null;
  }
}
