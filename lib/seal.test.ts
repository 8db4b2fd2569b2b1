import { expect, test, vi } from "vitest";
import { seal, unseal } from "./seal";

vi.stubEnv("DATABASE_URL", "postgres://localhost/unused");

const PURPOSE = "pending login";
const value = { subject: "118", email: "dana@example.com" };

test("what was sealed comes back, for this purpose alone", () => {
  expect(unseal(PURPOSE, seal(PURPOSE, value, 60))).toEqual(value);
  expect(unseal("another purpose", seal(PURPOSE, value, 60))).toBeNull();
});

test("its text cannot be read", () => {
  expect(Buffer.from(seal(PURPOSE, value, 60), "base64url").toString("latin1")).not.toContain("dana");
});

test("one changed bit opens nothing", () => {
  const bytes = Buffer.from(seal(PURPOSE, value, 60), "base64url");
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(unseal(PURPOSE, changed.toString("base64url"))).toBeNull();
  }
});

test.each(["", "x", "x".repeat(40), "💥"])("%j opens nothing", (text) => expect(unseal(PURPOSE, text)).toBeNull());

test("it ends with its time", () => {
  const sealed = seal(PURPOSE, value, 60);
  vi.useFakeTimers({ now: Date.now() + 61_000 });
  expect(unseal(PURPOSE, sealed)).toBeNull();
  vi.useRealTimers();
});
