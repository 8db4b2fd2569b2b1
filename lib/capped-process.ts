import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const MEMORY_LOOKED_AT_MS = 50;

/** What they do in JavaScript is little; megabytes. */
const LITTLE_HEAP = ["--max-old-space-size=64", "--max-semi-space-size=1"];

type Options = {
  stdio: StdioOptions;
  /** Seconds that it may compute in all its life. */
  cpuSeconds?: number;
  /** Milliseconds after which it is killed. */
  timeout?: number;
};

/** Starts one of our programs in `bin/` as a process that has no settings and no secrets. */
export function startCapped(program: string, files: string[], { stdio, cpuSeconds, timeout }: Options): ChildProcess {
  const command = [process.execPath, ...LITTLE_HEAP, path.join(process.cwd(), "bin", program), ...files];
  const options = {
    // One arena: memory that one thread gave back serves the next.
    env: { NODE_ENV: process.env.NODE_ENV, MALLOC_ARENA_MAX: "1" },
    cwd: os.tmpdir(),
    stdio,
    timeout,
    killSignal: "SIGKILL" as const,
  };
  const [node = "", ...rest] = command;
  return process.platform === "win32" || cpuSeconds === undefined
    ? spawn(node, rest, options)
    : spawn("/bin/sh", ["-c", `ulimit -t ${cpuSeconds}; exec "$0" "$@"`, ...command], options);
}

/**
 * Where the system tells how much memory a process holds, one that holds more is killed. Answers how to stop watching.
 *
 * @param most bytes
 */
export function watchMemory(child: ChildProcess, most: number): () => void {
  const timer = setInterval(() => {
    if (pagesOf(child) * 4096 > most) child.kill("SIGKILL");
  }, MEMORY_LOOKED_AT_MS);
  return () => clearInterval(timer);
}

/** Read at once: these few bytes come from no disk, and waiting for them would take longer than having them. */
function pagesOf({ pid }: ChildProcess): number {
  try {
    return Number(fs.readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
  } catch {
    return 0; // it has just ended, or the system does not tell
  }
}
