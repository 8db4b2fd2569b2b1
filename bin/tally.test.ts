import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { browserTotal, sum, tellTotal, unitTotal } from "./tally.mjs";

const file = path.join(os.tmpdir(), `tally-${process.pid}.json`);
const write = (report: unknown) => {
  fs.writeFileSync(file, JSON.stringify(report));
  return file;
};
const passing = { numPassedTests: 3, numFailedTests: 0, testResults: [] };
const browserReport = (stats: object, specs: object[] = []) => ({
  stats: { expected: 4, flaky: 0, unexpected: 0, ...stats },
  suites: [{ specs: [], suites: [{ specs }] }],
  errors: [],
});
const brokenOff = { passed: 0, failed: 1, failures: [expect.stringContaining("report")] };

afterEach(() => vi.restoreAllMocks());

test("a good run counts its tests", () => {
  expect(unitTotal(write(passing), true)).toEqual({ passed: 3, failed: 0, failures: [] });
  expect(browserTotal(write(browserReport({})), true)).toEqual({ passed: 4, failed: 0, failures: [] });
});

test("a test that failed is told with its place and the reason", () => {
  const assertionResults = [
    { status: "passed", fullName: "holds", failureMessages: [] },
    { status: "failed", fullName: "the sum › is right", failureMessages: ["\u001b[31mexpected 1\u001b[39m\nat a.ts"] },
  ];
  const report = {
    ...passing,
    numFailedTests: 1,
    testResults: [{ name: "a.test.ts", status: "failed", assertionResults }],
  };
  expect(unitTotal(write(report), false)).toEqual({
    passed: 3,
    failed: 1,
    failures: ["a.test.ts › the sum › is right\n    expected 1\n    at a.ts"],
  });
});

test("a test file that cannot be loaded is a failure", () => {
  const unloaded = { name: "a.test.ts", message: "no such module", status: "failed", assertionResults: [] };
  expect(unitTotal(write({ ...passing, testResults: [unloaded] }), false)).toEqual({
    passed: 3,
    failed: 1,
    failures: ["a.test.ts\n    no such module"],
  });
});

test("a run that ended badly is a failure, whatever its report says", () => {
  expect(unitTotal(write(passing), false)).toMatchObject({ passed: 3, failed: 1, failures: [expect.any(String)] });
});

test("a test that passes at the second try is a failure", () => {
  const results = [{ errors: [{ message: "nothing there" }] }, { errors: [] }];
  const spec = { file: "a.spec.ts", line: 7, title: "opens", tests: [{ status: "flaky", results }] };
  expect(browserTotal(write(browserReport({ flaky: 1 }, [spec])), false)).toEqual({
    passed: 4,
    failed: 1,
    failures: ["a.spec.ts:7 › opens\n    nothing there"],
  });
});

test("no report, or half of one, is a failure", () => {
  expect(unitTotal("/nowhere", true)).toEqual(brokenOff);
  fs.writeFileSync(file, '{"stats":');
  expect(browserTotal(file, true)).toEqual(brokenOff);
});

test("totals add up", () => {
  expect(sum({ passed: 1, failed: 0, failures: [] }, { passed: 2, failed: 3, failures: ["a"] })).toEqual({
    passed: 3,
    failed: 3,
    failures: ["a"],
  });
});

test("failures are told before the closing line", () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => lines.push(line));
  tellTotal({ passed: 2, failed: 1, failures: ["a.test.ts › holds"] });
  process.exitCode = 0;
  expect(lines).toEqual(["FAIL  a.test.ts › holds", "2 passed, 1 failed"]);
});
