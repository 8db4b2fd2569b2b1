import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "apk_";
const BODY = 30;
const CHECKSUM = 6;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${BODY + CHECKSUM}}$`);

/** Secrets from elsewhere, taken over by their hash: any run of visible ASCII that was long enough not to be guessed. */
const FOREIGN_FORM = /^[\x21-\x7e]{16,256}$/;

/** A new secret: `apk_`, 30 random characters of base 62 (178 bits), 6 of CRC-32 over all that stands before. */
export function newSecret(): string {
  const head = PREFIX + randomText(BODY);
  return head + checksumOf(head);
}

/** Whether the text can be a secret at all, judged without the database. One wrong character is always noticed. */
export function isSecret(text: string): boolean {
  if (!text.startsWith(PREFIX)) return FOREIGN_FORM.test(text);
  return FORM.test(text) && checksumOf(text.slice(0, -CHECKSUM)) === text.slice(-CHECKSUM);
}

/** What stays visible of a secret: enough to recognise it, and 142 bits short of using it. */
export const prefixOf = (secret: string) => secret.slice(0, PREFIX.length + 6);

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM; i++, rest = Math.floor(rest / ALPHABET.length))
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
  return digits;
}

/** Bytes beyond the last multiple of 62 are thrown away, so that no character is likelier than another. */
function randomText(length: number): string {
  let text = "";
  while (text.length < length)
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
  return text;
}
