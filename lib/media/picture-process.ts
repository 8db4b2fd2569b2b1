import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** What is known of a picture once it was looked at; `flaw`: why it could not be, in words. */
export type Findings = {
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  exif: Record<string, string | number> | null;
  flaw: string | null;
};

const SECONDS_OF_CPU = 5;
const SECONDS_IN_ALL = 30;
const MOST_MEMORY = 512 * 1024 ** 2;
const MEMORY_LOOKED_AT_MS = 50;
const MOST_OUTPUT = 64 * 1024;

const UNREADABLE = "This picture cannot be read: it is damaged, or of a kind that is not known here.";
const TOO_MUCH = "This picture takes too much work to look at.";

/**
 * Looks at a picture in a process of its own, which has no settings and no secrets and is killed when it takes more than
 * its share of time or memory. Whatever the file is, this answers.
 */
export async function lookAt(file: string, into: { thumbnail: string; preview: string }): Promise<Findings> {
  const child = start([file, into.thumbnail, into.preview]);
  const watch = watchMemory(child);
  try {
    const output = await outputOf(child);
    return output === null ? flawed(TOO_MUCH) : read(output);
  } finally {
    clearInterval(watch);
  }
}

function start(files: string[]): ChildProcess {
  const program = path.join(process.cwd(), "bin/examine.mjs");
  const node = [process.execPath, "--max-old-space-size=64", program, ...files];
  const options = {
    env: { NODE_ENV: process.env.NODE_ENV },
    cwd: os.tmpdir(),
    stdio: ["ignore", "pipe", "ignore"] as ["ignore", "pipe", "ignore"],
    timeout: SECONDS_IN_ALL * 1000,
    killSignal: "SIGKILL" as const,
  };
  const [command = "", ...rest] = node;
  return process.platform === "win32"
    ? spawn(command, rest, options)
    : spawn("/bin/sh", ["-c", `ulimit -t ${SECONDS_OF_CPU}; exec "$0" "$@"`, ...node], options);
}

/** Null where it was killed or fell over. */
function outputOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
      output += piece;
      if (output.length > MOST_OUTPUT) child.kill("SIGKILL");
    });
    child.on("error", () => resolve(null));
    child.on("close", (code) => resolve(code === 0 ? output : null));
  });
}

/** Where the system tells how much memory a process holds, one that holds too much is killed. */
function watchMemory(child: ChildProcess): NodeJS.Timeout {
  return setInterval(async () => {
    const statm = await fs.readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "");
    const pages = Number(statm.split(" ")[1] ?? 0);
    if (pages * 4096 > MOST_MEMORY) child.kill("SIGKILL");
  }, MEMORY_LOOKED_AT_MS);
}

function read(output: string): Findings {
  const answer = JSON.parse(output) as Partial<Findings>;
  if (answer.flaw !== undefined) return flawed(/pixel limit/i.test(answer.flaw ?? "") ? TOO_MUCH : UNREADABLE);
  const { width = null, height = null, thumbhash = null, exif = null } = answer;
  return { width, height, thumbhash, exif, flaw: null };
}

const flawed = (flaw: string): Findings => ({ width: null, height: null, thumbhash: null, exif: null, flaw });
