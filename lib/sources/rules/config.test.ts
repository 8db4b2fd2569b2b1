import { expect, test } from "vitest";
import { changesBetween } from "@/lib/sources/rules/changes";
import { isSameConfig, readConfig, sourceConfig } from "@/lib/sources/rules/config";
import { slugOf } from "@/lib/sources/rules/slug";

const pathsOf = (config: unknown) =>
  sourceConfig.safeParse(config).error?.issues.map(({ path }) => path.join(".")) ?? [];

test("what is left out has its usual value", () => {
  expect(readConfig({})).toEqual({
    basePath: "",
    domains: [],
    cache: { mode: "respect", seconds: 86_400, errorSeconds: 60 },
    defaults: "",
    missingImage: null,
    errorImage: null,
    signedOnly: false,
    referrers: [],
    origin: {},
  });
});

test("paths, hosts and parameters have one writing", () => {
  const config = readConfig({
    basePath: "/press/2027/",
    domains: ["IMG.Example.com.", "münchen.example"],
    referrers: ["*.Example.org"],
    defaults: "?w=800",
    missingImage: "/none.png",
  });
  expect(config).toMatchObject({
    basePath: "press/2027",
    domains: ["img.example.com", "xn--mnchen-3ya.example"],
    referrers: ["*.example.org"],
    defaults: "w=800",
    missingImage: "none.png",
  });
});

test.each([
  [{ basePath: "../etc" }, "basePath"],
  [{ basePath: "a//b" }, "basePath"],
  [{ missingImage: "a/../b.png" }, "missingImage"],
  [{ domains: ["127.0.0.1"] }, "domains.0"],
  [{ domains: ["localhost"] }, "domains.0"],
  [{ domains: ["example.com:8080"] }, "domains.0"],
  [{ domains: ["a.example", "A.example"] }, "domains"],
  [{ referrers: ["*"] }, "referrers.0"],
  [{ cache: { mode: "respect", seconds: -1, errorSeconds: 60 } }, "cache.seconds"],
  [{ cache: { mode: "never", seconds: 1, errorSeconds: 60 } }, "cache.mode"],
  [{ secret: "x" }, ""],
])("%j is refused at its place", (config, path) => {
  expect(pathsOf(config)).toContain(path);
});

test("two configurations differ by what they mean, not by how they are written", () => {
  const one = readConfig({ origin: { bucket: "a", region: "b" } });
  expect(isSameConfig(one, readConfig({ origin: { region: "b", bucket: "a" } }))).toBe(true);
  expect(isSameConfig(one, readConfig({ origin: { region: "b", bucket: "c" } }))).toBe(false);
  expect(changesBetween(one, one, { bucket: "Bucket" })).toEqual([]);
  const other = readConfig({ origin: { bucket: "c" }, cache: { mode: "override", seconds: 60, errorSeconds: 60 } });
  expect(changesBetween(one, other, { bucket: "Bucket" })).toEqual([
    { label: "Bucket", before: "a", after: "c" },
    { label: "Cache time", before: "as the origin says, else 86400 s", after: "always 60 s" },
  ]);
});

test.each([
  ["Press images (2027)", "press-images-2027"],
  ["Café Zoë", "cafe-zoe"],
  ["  !!  ", "images"],
  ["写真", "images"],
  [`${"x".repeat(59)} y`, "x".repeat(59)],
])("%j gets the address %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
