import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EnvError, readEnv, SETTINGS } from "./env";

const SOUND = {
  DATABASE_URL: "postgres://aperture:word@db.example.com/aperture",
  AUTH_SECRET: randomBytes(32).toString("base64"),
};

const refusal = (variables: Record<string, string | undefined>) => {
  try {
    readEnv({ ...SOUND, ...variables });
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

test("an environment with nothing but a database and a secret is enough", () => {
  expect(readEnv(SOUND)).toMatchObject({ PORT: 3000, APERTURE_URL: "http://localhost:3000", APERTURE_DATA: ".data" });
});

test("an empty setting counts as not set", () => {
  expect(readEnv({ ...SOUND, SMTP_URL: "", PORT: "" })).toMatchObject({ PORT: 3000 });
});

test("the address is kept without its last slash", () => {
  expect(readEnv({ ...SOUND, APERTURE_URL: "https://aperture.example.com/" }).APERTURE_URL).toBe(
    "https://aperture.example.com",
  );
});

test.each([
  [{ PORT: "http" }, "PORT must be a port number."],
  [{ PORT: "3000.5" }, "PORT must be a port number."],
  [{ PORT: "70000" }, "PORT must be a port number."],
  [{ APERTURE_URL: "aperture.example.com" }, "APERTURE_URL must be an address like https://aperture.example.com."],
  [
    { APERTURE_URL: "https://example.com/aperture" },
    "APERTURE_URL must end after the host: the application lives at its root.",
  ],
  [
    { DATABASE_URL: "mysql://localhost" },
    "DATABASE_URL must be an address like postgres://user:password@host:5432/database.",
  ],
  [{ DATABASE_URL: undefined }, "DATABASE_URL is not set."],
  [{ SMTP_URL: "localhost:25" }, "SMTP_URL must be an address like smtp://user:password@host:587."],
  [
    { GOOGLE_CLIENT_ID: "id" },
    "GOOGLE_CLIENT_SECRET is missing: GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set together.",
  ],
  [{ MAIL_FROM: "a@b\r\nBcc: c@d" }, "MAIL_FROM must be an address like Aperture <aperture@example.com>."],
  [{ STRIPE_SECRET_KEY: "pk_1", STRIPE_WEBHOOK_SECRET: "whsec_1" }, "STRIPE_SECRET_KEY must begin with sk_."],
  [{ APERTURE_DEMO: "1" }, "APERTURE_DEMO is set by `npm run demo` alone."],
  [{ APERTURE_DEMO: "yes" }, "APERTURE_DEMO is set by `npm run demo` alone."],
])("%o is refused in one sentence", (variables, sentence) => {
  expect(refusal(variables)).toBe(sentence);
});

test.each([
  ["too short", "k7Qz1"],
  ["one character", "x".repeat(64)],
  ["few characters", "abcabcabdabcabcabdabcabcabdabcabcabd"],
  ["a repeated piece", "k7Qz1mW9pR".repeat(4)],
  ["a well-known default", "please-change-me-please-change-me-1"],
])("a secret that is %s is refused", (_kind, secret) => {
  expect(refusal({ AUTH_SECRET: secret })).toMatch(/^AUTH_SECRET (must have|can be guessed)/);
});

test.each(["base64", "base64url", "hex"] as const)("random secrets in %s are taken", (encoding) => {
  for (let round = 0; round < 500; round++)
    expect(refusal({ AUTH_SECRET: randomBytes(32).toString(encoding) })).toBeUndefined();
});

test("a message never repeats the secret", () => {
  expect(refusal({ AUTH_SECRET: "hunter2" })).not.toContain("hunter2");
});

test("the example file documents each setting once, and no other", () => {
  const documented = readFileSync(".env.example", "utf8").match(/^[A-Z_]+(?==)/gm);
  expect(documented?.toSorted()).toEqual(SETTINGS.filter((name) => name !== "APERTURE_DEMO").toSorted());
});
