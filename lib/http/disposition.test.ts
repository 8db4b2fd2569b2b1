import { expect, test } from "vitest";
import { disposition } from "@/lib/http/disposition";

const WRITTEN = /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''((?:[\w.~!-]|%[0-9a-f]{2})*)$/i;

test.each([
  "report.pdf",
  "Übersicht 夏 🏔.jpg",
  'a".jpg"; filename="evil.exe',
  'a\\".html',
  "a.jpg\r\nSet-Cookie: session=evil\r\n\r\n<script>",
  "a\0.jpg\u2028\u0085",
  "100%41.jpg",
  "it's (1)*.jpg",
])("%j is written as a name and nothing else", (name) => {
  const [, plain, encoded = ""] = WRITTEN.exec(disposition("attachment", name)) ?? [];
  expect(plain).toMatch(/^[\x20-\x7e]+$/);
  expect(decodeURIComponent(encoded)).toBe(name);
});
