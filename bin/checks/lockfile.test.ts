import { expect, test } from "vitest";
import { compareVersions, missingPlatformPackages, packagesBelowFloor } from "./lockfile.mjs";

test("an optional package is found at the top, beside, and inside the one that wants it", () => {
  const wants = { version: "1.0.0", optionalDependencies: { native: "1.0.0" } };
  expect(missingPlatformPackages({ "node_modules/tool": wants, "node_modules/native": {} })).toEqual([]);
  expect(missingPlatformPackages({ "node_modules/tool": wants, "node_modules/tool/node_modules/native": {} })).toEqual(
    [],
  );
  expect(
    missingPlatformPackages({ "node_modules/a/node_modules/tool": wants, "node_modules/a/node_modules/native": {} }),
  ).toEqual([]);
});

test("one that only another package has is missing", () => {
  const wants = { version: "1.0.0", optionalDependencies: { native: "1.0.0" } };
  expect(missingPlatformPackages({ "node_modules/tool": wants, "node_modules/b/node_modules/native": {} })).toEqual([
    "node_modules/tool wants native, which package-lock.json lacks",
  ]);
});

test("the root's own optional packages count too", () => {
  expect(missingPlatformPackages({ "": { optionalDependencies: { native: "1.0.0" } } })).toHaveLength(1);
});

test("every copy of a package must reach its floor", () => {
  const packages = {
    "node_modules/postcss": { version: "8.5.33" },
    "node_modules/next/node_modules/postcss": { version: "8.4.0" },
  };
  expect(packagesBelowFloor(packages, { postcss: { atLeast: "8.5.0" } })).toEqual([
    "node_modules/next/node_modules/postcss is 8.4.0; 8.5.0 is the least",
  ]);
});

test.each([
  ["16.4.5", "16.4.10", -1],
  ["16.10.0", "16.9.9", 1],
  ["5.0.0-beta.31", "5.0.0-beta.32", -1],
  ["5.0.0-beta.32", "5.0.0-beta.32", 0],
  ["5.0.0", "5.0.0-beta.32", 1],
  ["5.0.1-beta.1", "5.0.0", 1],
])("%s against %s", (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});
