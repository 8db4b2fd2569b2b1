import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { browserTotal, sum, unitTotal } from "./tally.mjs";

const file = path.join(os.tmpdir(), `tally-${process.pid}.json`);
const write = (report: unknown) => {
  fs.writeFileSync(file, JSON.stringify(report));
  return file;
};
const passing = { numPassedTests: 3, numFailedTests: 0, testResults: [] };

test("a good run counts its tests", () => {
  expect(unitTotal(write(passing), true)).toEqual({ passed: 3, failed: 0 });
  expect(browserTotal(write({ stats: { expected: 4, flaky: 0, unexpected: 0 }, errors: [] }), true)).toEqual({
    passed: 4,
    failed: 0,
  });
});

test("a test file that cannot be loaded is a failure", () => {
  const unloaded = { status: "failed", assertionResults: [] };
  expect(unitTotal(write({ ...passing, testResults: [unloaded] }), false)).toEqual({ passed: 3, failed: 1 });
});

test("a run that ended badly is a failure, whatever its report says", () => {
  expect(unitTotal(write(passing), false)).toEqual({ passed: 3, failed: 1 });
});

test("a test that passes at the second try is a failure", () => {
  const report = { stats: { expected: 4, flaky: 1, unexpected: 2 }, errors: [] };
  expect(browserTotal(write(report), false)).toEqual({ passed: 4, failed: 3 });
});

test("no report, or half of one, is a failure", () => {
  expect(unitTotal("/nowhere", true)).toEqual({ passed: 0, failed: 1 });
  fs.writeFileSync(file, '{"stats":');
  expect(browserTotal(file, true)).toEqual({ passed: 0, failed: 1 });
});

test("totals add up", () => {
  expect(sum({ passed: 1, failed: 0 }, { passed: 2, failed: 3 })).toEqual({ passed: 3, failed: 3 });
});
