import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { sourcesFingerprint } from "./build.mjs";
import { fingerprint } from "./fingerprint.mjs";

let root: string;
const write = (name: string, content: string) => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), content);
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "fingerprint-"));
  write("app/page.tsx", "page");
  write("next.config.mjs", "config");
  return () => fs.rmSync(root, { recursive: true });
});

test("the same files give the same fingerprint, whenever they were written", () => {
  const before = fingerprint(root, ["app"]);
  write("app/page.tsx", "page");
  fs.utimesSync(path.join(root, "app/page.tsx"), 0, 0);
  expect(fingerprint(root, ["app"])).toBe(before);
});

test.each([
  ["changed", () => write("app/page.tsx", "pagf")],
  ["renamed", () => fs.renameSync(path.join(root, "app/page.tsx"), path.join(root, "app/pages.tsx"))],
  ["added", () => write("app/deep/er/empty.ts", "")],
  ["taken away", () => fs.rmSync(path.join(root, "app/page.tsx"))],
])("a file that is %s changes it", (_what, change) => {
  const before = fingerprint(root, ["app"]);
  change();
  expect(fingerprint(root, ["app"])).not.toBe(before);
});

test("a character that moves from one file to the next changes it", () => {
  write("app/a", "xy");
  write("app/b", "z");
  const before = fingerprint(root, ["app"]);
  write("app/a", "x");
  write("app/b", "yz");
  expect(fingerprint(root, ["app"])).not.toBe(before);
});

test("the build reads its settings, and neither tests nor what it writes itself", () => {
  const before = sourcesFingerprint(root);
  write("app/page.test.tsx", "test");
  write("next-env.d.ts", "written by the build");
  write("README.md", "text");
  write(".next/BUILD_ID", "1");
  expect(sourcesFingerprint(root)).toBe(before);
  write("next.config.mjs", "changed");
  expect(sourcesFingerprint(root)).not.toBe(before);
});
