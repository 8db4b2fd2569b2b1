import { seal, unseal } from "@/lib/seal";

const PURPOSE = "purge hook";

/** Headers of the hook as they are kept: only this server can read them, and only to send them. */
export const sealHeaders = (headers: Record<string, string>): string => seal(PURPOSE, headers);

export function unsealHeaders(sealed: string): Record<string, string> {
  const headers = unseal<Record<string, string>>(PURPOSE, sealed);
  if (!headers) throw new Error("The headers of the hook cannot be read: AUTH_SECRET is another one than before.");
  return headers;
}
