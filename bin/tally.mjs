import fs from "node:fs";

/** @typedef {{ passed: number, failed: number }} Total */

/**
 * Reads the JSON report of vitest. A file that cannot be loaded counts as one failure, and so does a run that ended
 * badly for a reason that its report does not tell, such as an error that no test has caught.
 * @param {string} file @param {boolean} endedWell @returns {Total}
 */
export function unitTotal(file, endedWell) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter((suite) => suite.status === "failed" && !suite.assertionResults.length);
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: failed || Number(!endedWell) };
}

/** The same for Playwright. @param {string} file @param {boolean} endedWell @returns {Total} */
export function browserTotal(file, endedWell) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed || Number(!endedWell) };
}

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
});

/** Prints the closing line, and fails the process when anything failed or nothing ran. @param {Total} total */
export function tellTotal({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  if (failed || !passed) process.exitCode = 1;
}
