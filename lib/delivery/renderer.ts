import type { ChildProcess } from "node:child_process";
import os from "node:os";
import { startCapped, watchMemory } from "@/lib/capped-process";
import type { Format, Transformation } from "@/lib/delivery/rules/transformation";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { onEnd } from "@/lib/stop";

/** The first bytes of a file. */
export type FilePart = { file: string; size: number };

/** One picture to render. `marks`: of each step, its watermark. */
type RenderJob = Pick<Transformation, "steps" | "quality" | "lossless"> & {
  original: FilePart;
  marks: (FilePart | null)[];
  /** Null: the original's, where browsers know it. */
  format: Format | null;
  into: string;
};

export type Rendered = { format: Format; width: number; height: number };

/** What one picture may take: seconds, and bytes of memory. */
const LIMITS = { seconds: 15, memory: 768 * 1024 ** 2 };
/** A process that has rendered this many begins anew, whatever its memory looks like by then. */
const MOST_JOBS = 500;
/** Pictures that wait for each process at most; who comes later is asked to come again. */
const WAITING_EACH = 32;

const UNREADABLE = "This picture cannot be read: it is damaged, or of a kind that is not known here.";
const TOO_MUCH = "This picture takes too much work.";

type Worker = { child: ChildProcess; jobs: number };
type Waiting = { job: RenderJob; resolve: (rendered: Rendered) => void; reject: (error: unknown) => void };

/**
 * Renders in processes of their own, as many at once as there are processors. Each is killed when it takes more than its
 * share of time or memory, and another takes its place.
 */
export class Renderer {
  readonly #waiting: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(
    private readonly most: number,
    private readonly limits = LIMITS,
  ) {}

  /** @throws AppError `unavailable` when too many wait, `invalid` for what cannot be rendered, and an error with `ENOENT` for what is no longer there, `ENOSPC` for a full disk */
  render(job: RenderJob): Promise<Rendered> {
    if (this.#waiting.length >= this.most * WAITING_EACH)
      throw new AppError("unavailable", "Too many images are being made.", { retryAfter: 2 });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  stop(): void {
    for (const { child } of this.#all) child.kill("SIGKILL");
  }

  #next(): void {
    const worker = this.#idle.pop() ?? (this.#all.size < this.most ? this.#start() : undefined);
    if (!worker) return;
    const next = this.#waiting.shift();
    if (next) void this.#work(worker, next);
    else this.#rest(worker);
  }

  #start(): Worker {
    const child = startCapped("renderer.mjs", [], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    const worker = { child, jobs: 0 };
    this.#all.add(worker);
    child.once("exit", () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return worker;
  }

  /** One that rests keeps nothing else from ending. */
  #rest(worker: Worker): void {
    worker.child.unref();
    worker.child.channel?.unref();
    this.#idle.push(worker);
  }

  async #work(worker: Worker, { job, resolve, reject }: Waiting): Promise<void> {
    const { child } = worker;
    child.ref();
    child.channel?.ref();
    const stopWatching = watchMemory(child, this.limits.memory);
    const timer = setTimeout(() => child.kill("SIGKILL"), this.limits.seconds * 1000);
    try {
      resolve(read(await answerOf(child, job)));
    } catch (error) {
      reject(error);
    } finally {
      clearTimeout(timer);
      stopWatching();
      if (++worker.jobs >= MOST_JOBS) child.kill();
      if (child.exitCode === null && child.signalCode === null && !child.killed) this.#rest(worker);
      else this.#all.delete(worker);
      this.#next();
    }
  }
}

/** Null where it was killed or fell over. */
function answerOf(child: ChildProcess, job: RenderJob): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (answer: unknown) => {
      child.off("message", settle).off("exit", gone).off("error", gone);
      resolve(answer);
    };
    const gone = () => settle(null);
    child.once("message", settle).once("exit", gone).once("error", gone);
    child.send(job, (error) => error && gone());
  });
}

function read(answer: unknown): Rendered {
  if (answer === null) throw new AppError("invalid", TOO_MUCH);
  const { flaw, code, ...rendered } = answer as Rendered & { flaw?: string; code?: string };
  if (code) throw Object.assign(new Error(flaw), { code });
  if (flaw !== undefined) throw new AppError("invalid", /pixel limit/i.test(flaw) ? TOO_MUCH : UNREADABLE);
  return rendered;
}

// Next bundles this file more than once; there is one set of processes.
const kept = globalThis as typeof globalThis & { apertureRenderer?: Renderer };

export function renderer(): Renderer {
  if (!kept.apertureRenderer) {
    const started = new Renderer(env().APERTURE_RENDERERS ?? os.availableParallelism());
    onEnd(() => started.stop());
    kept.apertureRenderer = started;
  }
  return kept.apertureRenderer;
}
