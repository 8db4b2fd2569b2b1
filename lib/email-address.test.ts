import { expect, test } from "vitest";
import { emailAddress, toEmailAddress } from "./email-address";

test.each([
  ["dana@example.com", "dana@example.com"],
  ["  Dana.Kessler@Example.COM \r\n", "dana.kessler@example.com"],
  ["o'neil+press@news.example.co.uk", "o'neil+press@news.example.co.uk"],
])("%j is kept as %j", (text, address) => {
  expect(toEmailAddress(text)).toBe(address);
  expect(emailAddress.parse(text)).toBe(address);
  expect(toEmailAddress(address)).toBe(address);
});

const REFUSED = [
  "",
  "dana",
  "@example.com",
  "dana@",
  "dana@localhost",
  "dana@@example.com",
  "dana@evil.example@example.com",
  "dana@example.com,eve@evil.example",
  "dana@example.com;eve@evil.example",
  "dana@example.com eve@evil.example",
  "dana@example.com\r\nBcc: eve@evil.example",
  "dana\n@example.com",
  "dana\0@example.com",
  '"dana"@example.com',
  '"dana@evil.example"@example.com',
  "Dana <dana@example.com>",
  "<dana@example.com>",
  "dana(comment)@example.com",
  "dana﹫example.com",
  "dana＠example.com",
  "dаna@example.com", // a Cyrillic а
  "\u212aate@example.com", // the Kelvin sign, whose lower case is an ASCII k
  "dana@exampſe.com",
  "dana@exa\u200bmple.com",
  "dana@xn--.com-",
  "dana@-example.com",
  "dana@example..com",
  ".dana@example.com",
  "dana.@example.com",
  "da..na@example.com",
  "dana@[127.0.0.1]",
  `${"a".repeat(65)}@example.com`,
  `dana@${"a.".repeat(130)}com`,
];
test.each(REFUSED)("%j is no address", (text) => {
  expect(toEmailAddress(text)).toBeNull();
  expect(emailAddress.safeParse(text).success).toBe(false);
});

test("a text made to take long is judged at once", () => {
  const started = performance.now();
  for (const text of [`${"a.".repeat(50_000)}@`, `a@${"a-".repeat(50_000)}`, `a@${"a.".repeat(100)}!`])
    toEmailAddress(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});
