import * as z from "zod/mini";

const LOCAL = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
const DOMAIN = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?";
const ADDRESS = new RegExp(`^${LOCAL}@${DOMAIN}$`, "i");

/**
 * The one form in which an address is looked up, kept and written on an envelope: lower case, one ASCII `@`, nothing
 * that a mail server reads as a second address. Null for anything else.
 */
export function toEmailAddress(text: string): string | null {
  const address = text.trim();
  if (address.length > 254 || address.indexOf("@") > 64 || !ADDRESS.test(address)) return null;
  return address.toLowerCase();
}

export const emailAddress = z.string("An e-mail address is expected.").check(
  z.trim(),
  z.maxLength(254, "An e-mail address has at most 254 characters."),
  z.refine((text) => toEmailAddress(text) !== null, "This is not an e-mail address like dana@example.com."),
  z.toLowerCase(),
);
