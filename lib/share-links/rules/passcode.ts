import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** About 50 ms and 16 MB a try: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const COST = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 ** 2 } as const;
const BYTES = 32;

const derive = (passcode: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passcode.normalize("NFC"), salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );

/** What is kept of a passcode: its salt and what scrypt makes of both. */
export async function hashPasscode(passcode: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt:${salt.toString("base64url")}:${(await derive(passcode, salt)).toString("base64url")}`;
}

/** The same work where there is nothing to compare with, so that its time tells nothing. */
export async function isPasscode(passcode: string, kept: string | null): Promise<boolean> {
  const [, salt = "", key = ""] = (kept ?? "").split(":");
  const derived = await derive(passcode, Buffer.from(salt, "base64url"));
  const expected = Buffer.from(key, "base64url");
  return expected.length === BYTES && timingSafeEqual(derived, expected);
}
