#!/usr/bin/env node
// Every test, from a fresh clone: packages, a browser, the tests of the code, a build, the tests in the browser.
// `node bin/test.mjs e2e …` runs those in the browser alone. The last line is `N passed, N failed`.
import fs from "node:fs";
import path from "node:path";
import { ensureInstalled } from "./install.mjs";
import { packaged, ROOT, Refusal, run } from "./run.mjs";
import { browserTotal, sum, tellTotal, unitTotal } from "./tally.mjs";

const [scope, ...wanted] = process.argv.slice(2);
const say = (/** @type {string} */ line) => console.error(line);
/** Playwright empties its own folder at every start. */
const reports = path.join(ROOT, ".reports");

/** @returns {Promise<boolean>} whether it ended well */
const runAndShow = (/** @type {string[]} */ command, env = {}) =>
  run(command, { env, show: true }).then(
    () => true,
    () => false,
  );

async function unitTests() {
  const report = path.join(reports, "unit.json");
  fs.rmSync(report, { force: true });
  const endedWell = await runAndShow(
    packaged("vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`),
  );
  return unitTotal(report, endedWell);
}

async function browserTests() {
  const { ensureBrowser } = await import("./browser.mjs");
  const { ensureBuilt } = await import("./build.mjs");
  const report = path.join(reports, "browser.json");
  fs.rmSync(report, { force: true });
  await ensureBrowser(say);
  await ensureBuilt(say);
  const endedWell = await runAndShow(packaged("@playwright/test/cli.js", "test", "--reporter=list,json", ...wanted), {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return browserTotal(report, endedWell);
}

/** A part that breaks off is one failure, and hides nothing of the other. @param {() => Promise<import("./tally.mjs").Total>} part */
async function totalOf(part) {
  try {
    return await part();
  } catch (error) {
    return { passed: 0, failed: 1, failures: [error instanceof Refusal ? error.message : error.stack] };
  }
}

await ensureInstalled(say);
fs.mkdirSync(reports, { recursive: true });
const parts = scope === "e2e" ? [browserTests] : [unitTests, browserTests];
const totals = [];
for (const part of parts) totals.push(await totalOf(part));
tellTotal(sum(...totals));
