import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { ROOT, script } from "../run.mjs";

useTestDatabase();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-cli-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function aperture(args: string[], settings: Record<string, string> = {}) {
  const [node = "", ...rest] = script("bin/cli/main.ts", ...args);
  const child = spawn(node, rest, {
    cwd: ROOT,
    env: { ...process.env, APERTURE_DATA: folder, SMTP_URL: "", ...settings },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
}

test("doctor finds nothing wrong with a migrated database", async () => {
  const { code, out } = await aperture(["doctor"]);
  expect(out).toMatch(/^ok +database +PostgreSQL \d+ answers, and its schema is the newest\.$/m);
  expect(out).toMatch(/^ok +storage /m);
  expect(code).toBe(0);
});

test("a fault is told once, by name, and refused", async () => {
  const { code, out } = await aperture(["doctor", "--json"], { AUTH_SECRET: "changeme" });
  const { findings } = JSON.parse(out) as { findings: { name: string; status: string; says: string }[] };
  expect(findings.filter(({ status }) => status === "fault")).toEqual([
    { name: "configuration", status: "fault", says: "AUTH_SECRET must have at least 32 characters." },
  ]);
  expect(code).toBe(1);
});

test("a database or mail server out of reach is a finding, not a crash", async () => {
  const gone = { DATABASE_URL: "postgres://127.0.0.1:1/aperture", SMTP_URL: "smtp://127.0.0.1:1" };
  const { code, out, err } = await aperture(["doctor"], gone);
  expect(out).toMatch(/^fault +database .*ECONNREFUSED/m);
  expect(out).toMatch(/^fault +mail .*ECONNREFUSED/m);
  expect({ code, err }).toEqual({ code: 1, err: "" });
});

test.each([[["dance"]], [["doctor", "--wrong"]], [["doctor", "--json=1"]]])(
  "%j is a misuse and shows the usage",
  async (args) => {
    const { code, out, err } = await aperture(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("npm run aperture -- doctor");
  },
);
