import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** @typedef {{ passed: number, failed: number, failures: string[] }} Total `failures`: each with its place and reason */

/**
 * Reads the JSON report of vitest. A file that cannot be loaded counts as one failure, and so does a run that ended
 * badly for a reason that its report does not tell, such as an error that no test has caught.
 * @param {string} file @param {boolean} endedWell @returns {Total}
 */
export function unitTotal(file, endedWell) {
  const report = readReport(file);
  if (!report) return brokenOff;
  const unloaded = report.testResults.filter((suite) => suite.status === "failed" && !suite.assertionResults.length);
  const failed = report.numFailedTests + unloaded.length;
  const failures = [
    ...report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => failure(`${path.relative("", name)} › ${fullName}`, failureMessages)),
    ),
    ...unloaded.map(({ name, message }) => failure(path.relative("", name), [message])),
  ];
  return totalOf(report.numPassedTests, failed, failures, endedWell);
}

/** The same for Playwright. @param {string} file @param {boolean} endedWell @returns {Total} */
export function browserTotal(file, endedWell) {
  const report = readReport(file);
  if (!report) return brokenOff;
  const { expected, flaky, unexpected } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  const failures = [
    ...report.suites
      .flatMap(specsOf)
      .filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
      .map(({ file: place, line, title, tests }) => failure(`${place}:${line} › ${title}`, tests.flatMap(messagesOf))),
    ...report.errors.map(({ message }) => failure("outside of the tests", [message])),
  ];
  return totalOf(expected, failed, failures, endedWell);
}

/** @type {Total} */
const brokenOff = { passed: 0, failed: 1, failures: ["the run broke off before its report was written; see above"] };

/** @returns {Total} */
function totalOf(passed, failed, failures, endedWell) {
  if (failed || endedWell) return { passed, failed, failures };
  return { passed, failed: 1, failures: ["the run ended badly for a reason that its report does not tell; see above"] };
}

/** Suites lie in suites. */
const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

const messagesOf = (test) => test.results.flatMap(({ errors }) => errors.map(({ message }) => message));

/** Enough to see what went wrong; the whole of it was printed where it happened. @param {string} place @param {string[]} messages */
const failure = (place, messages) =>
  [place, ...messages.map((message) => stripVTControlCharacters(message).split("\n").slice(0, 15).join("\n    "))].join(
    "\n    ",
  );

/** A run that broke before it could report leaves no file, or half of one. */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {Total[]} totals @returns {Total} */
export const sum = (...totals) => ({
  passed: totals.reduce((all, { passed }) => all + passed, 0),
  failed: totals.reduce((all, { failed }) => all + failed, 0),
  failures: totals.flatMap(({ failures }) => failures),
});

/**
 * Prints what failed, once more and together, then the closing line; fails the process when anything failed or nothing
 * ran.
 * @param {Total} total
 */
export function tellTotal({ passed, failed, failures }) {
  for (const told of failures) console.log(`FAIL  ${told}`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed || !passed) process.exitCode = 1;
}
