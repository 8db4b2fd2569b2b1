import { expect, test } from "vitest";
import { toNextPath } from "./next-path";

test.each([
  "/northlight/users",
  "/northlight/users?user=mem_1&sort=name#top",
  "/a/b%2F%2Fevil.example",
  "/?x=//evil.example",
])("%j stays", (path) => expect(toNextPath(path)).toBe(path));

test("dots cannot climb out", () => expect(toNextPath("/a/../../b")).toBe("/b"));

const BAD = [
  undefined,
  null,
  7,
  ["/a"],
  "",
  "a",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/\\/evil.example",
  "\\\\evil.example",
  "/a\\..\\..\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/a\r\nSet-Cookie: x=1",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e%2e//evil.example",
  "http://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/api/auth/callback/google",
  "/sign-in?next=/x",
  "/sign-out",
  "/" + "a".repeat(2_000),
  "/\u0000",
  "/\u0085//evil.example",
];
test.each(BAD)("%j leads to the start page", (text) => expect(toNextPath(text)).toBe("/"));
