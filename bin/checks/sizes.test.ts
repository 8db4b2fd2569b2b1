import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstLoads, overBudget } from "./sizes.mjs";

const build = fs.mkdtempSync(path.join(os.tmpdir(), "build-"));
const write = (name: string, content: string | Buffer) => {
  fs.mkdirSync(path.dirname(path.join(build, name)), { recursive: true });
  fs.writeFileSync(path.join(build, name), content);
};
/** Random bytes do not compress, so that sizes can be told. */
const script = (name: string, kilobytes: number) => write(name, randomBytes(kilobytes * 1000));

beforeAll(() => {
  script("root.js", 100);
  script("bootstrap.js", 2);
  script("layout.js", 10);
  script("page.js", 5);
  script("lost.js", 50);
  write("app-path-routes-manifest.json", JSON.stringify({ "/(auth)/sign-in/page": "/sign-in", "/api/route": "/api" }));
  write(
    "build-manifest.json",
    JSON.stringify({
      rootMainFiles: ["root.js"],
      pagesChunkGroupBootstrapParams: { "/(auth)/sign-in/page": { otherChunks: ["root.js", "bootstrap.js"] } },
    }),
  );
  const entryJSFiles = { layout: ["layout.js"], page: ["layout.js", "page.js"], "app/not-found": ["lost.js"] };
  write(
    "server/app/(auth)/sign-in/page_client-reference-manifest.js",
    `globalThis.__RSC_MANIFEST = {}; globalThis.__RSC_MANIFEST["/(auth)/sign-in/page"] = ${JSON.stringify({ entryJSFiles })}`,
  );
});
afterAll(() => fs.rmSync(build, { recursive: true }));

test("a page loads each script once, and nothing that it does not show", () => {
  const [only, ...others] = firstLoads(build);
  expect(others).toEqual([]);
  expect(only?.route).toBe("/sign-in");
  expect(only?.kilobytes).toBeCloseTo(117, 0);
});

test("the first budget that fits a route counts, and a route that none fits has none to spend", () => {
  const budgets = [
    { routes: "^/sign-in", most: 150 },
    { routes: "^/", most: 220 },
  ];
  expect(overBudget([{ route: "/sign-in", kilobytes: 150 }], budgets)).toEqual([]);
  expect(overBudget([{ route: "/sign-in", kilobytes: 150.1 }], budgets)).toHaveLength(1);
  expect(overBudget([{ route: "/users", kilobytes: 150.1 }], budgets)).toEqual([]);
  expect(overBudget([{ route: "/users", kilobytes: 1 }], [])).toHaveLength(1);
});
