import type { ChildProcess } from "node:child_process";
import { startCapped, watchMemory } from "@/lib/capped-process";

/** What is known of a picture or document once it was looked at; `flaw`: why it could not be, in words. */
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
const MOST_OUTPUT = 64 * 1024;

const UNREADABLE = "It is damaged, or of a kind that is not known here.";
const TOO_MUCH = "It takes too much work to look at.";
const LOCKED = "It opens with a password alone.";

/**
 * Looks at a picture, or at the first page of a PDF, in a process of its own, which has no settings and no secrets and is
 * killed when it takes more than its share of time or memory. Whatever the file is, this answers.
 */
export async function lookAt(file: string, into: { thumbnail: string; preview: string }): Promise<Findings> {
  const child = startCapped("examine.mjs", [file, into.thumbnail, into.preview], {
    stdio: ["ignore", "pipe", "ignore"],
    cpuSeconds: SECONDS_OF_CPU,
    timeout: SECONDS_IN_ALL * 1000,
  });
  const stopWatching = watchMemory(child, MOST_MEMORY);
  try {
    const output = await outputOf(child);
    return output === null ? flawed(TOO_MUCH) : read(output);
  } finally {
    stopWatching();
  }
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

function read(output: string): Findings {
  const answer = JSON.parse(output) as Partial<Findings>;
  if (typeof answer.flaw === "string") return flawed(inWords(answer.flaw));
  const { width = null, height = null, thumbhash = null, exif = null } = answer;
  return { width, height, thumbhash, exif, flaw: null };
}

function inWords(flaw: string): string {
  if (/pixel limit|too large/i.test(flaw)) return TOO_MUCH;
  return /password/i.test(flaw) ? LOCKED : UNREADABLE;
}

const flawed = (flaw: string): Findings => ({ width: null, height: null, thumbhash: null, exif: null, flaw });
