import { spawn } from "node:child_process";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..");

/** A failure that its message explains to the person at the keyboard; where it happened is of no interest. */
export class Refusal extends Error {}

/**
 * Runs a program in the project's folder and answers what it printed to standard output.
 * @param {string[]} command
 * @param {{ env?: Record<string, string | undefined>, show?: boolean, signal?: AbortSignal }} [options] show: print as it goes
 * @returns {Promise<string>}
 */
export function run([program, ...args], { env, show = false, signal } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      signal,
      killSignal: "SIGTERM",
    });
    let output = "";
    let errors = "";
    child.stdout?.on("data", (text) => (output += text));
    child.stderr?.on("data", (text) => (errors += text));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve(output);
      reject(new Refusal((output + errors).trim() || `${path.basename(args[0] ?? program)} ended with ${code}.`));
    });
  });
}

/** The command line of a program that an installed package brings, without a shell and on every platform. */
export const packaged = (/** @type {string} */ file, /** @type {string[]} */ ...args) => [
  process.execPath,
  path.join(ROOT, "node_modules", file),
  ...args,
];

export const next = (/** @type {string[]} */ ...args) => packaged("next/dist/bin/next", ...args);

/** The command line that runs one of our TypeScript files as the server would load it. */
export const script = (/** @type {string} */ file, /** @type {string[]} */ ...args) => [
  process.execPath,
  "--conditions=react-server",
  "--import=tsx",
  path.join(ROOT, file),
  ...args,
];
