import { expect, test } from "vitest";
import { isSecret, newSecret, prefixOf } from "./secret";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

test("a secret has the documented form and passes its own checksum", () => {
  for (let round = 0; round < 200; round++) {
    const secret = newSecret();
    expect(secret).toMatch(/^apk_[0-9A-Za-z]{36}$/);
    expect(isSecret(secret)).toBe(true);
  }
});

test("any character changed into any other is noticed", () => {
  const secret = newSecret();
  const changed = Array.from(secret, (own, at) =>
    Array.from(ALPHABET.replace(own, ""), (other) => secret.slice(0, at) + other + secret.slice(at + 1)),
  ).slice("apk_".length);
  expect(changed.flat().filter(isSecret)).toEqual([]);
  expect(changed.flat()).toHaveLength(36 * 61);
});

test("two neighbours swapped, a character more or less, and a line end are noticed", () => {
  const secret = newSecret();
  const damaged = Array.from(secret.slice(0, -1), (own, at) => [
    secret.slice(0, at) + secret.charAt(at + 1) + own + secret.slice(at + 2),
    secret.slice(0, at) + secret.slice(at + 1),
  ]).slice("apk_".length);
  const ended = ["\n", " ", "0"].map((end) => secret + end);
  expect([...damaged.flat(), ...ended].filter((text) => text !== secret && isSecret(text))).toEqual([]);
});

test("a secret from elsewhere passes by its length alone; its hash decides", () => {
  expect(isSecret("ak_0123456789abcdef0123456789abcdef")).toBe(true);
  expect(isSecret("short")).toBe(false);
  expect(isSecret("with a space in the middle")).toBe(false);
  expect(isSecret("x".repeat(257))).toBe(false);
});

test("every character of the alphabet comes about equally often", () => {
  const counts = new Map<string, number>();
  for (let round = 0; round < 2_000; round++)
    for (const character of newSecret().slice(4, 34)) counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(62);
  const expected = (2_000 * 30) / 62;
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25);
});

test("the prefix recognises a secret and is far from being one", () => {
  const secret = newSecret();
  expect(secret.startsWith(prefixOf(secret))).toBe(true);
  expect(prefixOf(secret)).toHaveLength(10);
});
