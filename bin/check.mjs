#!/usr/bin/env node
// What can be judged without running the application. The last line is `N passed, N failed`.
import fs from "node:fs";
import path from "node:path";
import { ensureInstalled } from "./install.mjs";
import { next, packaged, ROOT, Refusal, run } from "./run.mjs";
import { tellTotal } from "./tally.mjs";

const say = (/** @type {string} */ line) => console.error(line);
const readJson = (/** @type {string} */ file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"));

/** @param {string[]} faults */
function refuseAny(faults) {
  if (faults.length) throw new Refusal(faults.join("\n"));
}

const checks = {
  "the code is formatted": () => run(packaged("oxfmt/bin/oxfmt", "--check")),
  "the linter and the layers hold": () => run(packaged("oxlint/bin/oxlint")),
  async "the types hold"() {
    await run(next("typegen"));
    await run(packaged("typescript/bin/tsc", "--noEmit", "--incremental", "false"));
  },
  async "the lockfile is complete for every platform"() {
    const { missingPlatformPackages } = await import("./checks/lockfile.mjs");
    refuseAny(missingPlatformPackages(readJson("package-lock.json").packages));
  },
  async "no package is older than its last security fix"() {
    const { packagesBelowFloor } = await import("./checks/lockfile.mjs");
    refuseAny(packagesBelowFloor(readJson("package-lock.json").packages, readJson("bin/version-floors.json").floors));
  },
  async "the migrations lead to the schema"() {
    const { checkMigrations } = await import("./checks/migrations.mjs");
    await checkMigrations();
  },
  async "every page is within its budget of JavaScript"() {
    const { ensureBuilt } = await import("./build.mjs");
    const { firstLoads, overBudget } = await import("./checks/sizes.mjs");
    await ensureBuilt(say);
    const loads = firstLoads(path.join(ROOT, ".next"));
    for (const { route, kilobytes } of loads) say(`   ${String(kilobytes).padStart(6)} kB  ${route}`);
    refuseAny(overBudget(loads, readJson("bin/size-budget.json").budgets));
  },
};

await ensureInstalled(say);
const total = { passed: 0, failed: 0, failures: [] };
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    total.passed++;
    say(`ok    ${name}`);
  } catch (error) {
    total.failed++;
    total.failures.push(`${name}\n${error instanceof Refusal ? error.message : error.stack}`);
  }
}
tellTotal(total);
