import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import type { Contender } from "../../../../bin/bench.mjs";
import { AT_ONCE, RENDERS } from "@/lib/http/delivery/bench/ground";

const SECONDS = 3;
const WARM_UP_SECONDS = 0.5;
const RENDERED_AT_ONCE = 4;
const MEGABYTE = 1024 ** 2;

type Way = {
  handle: http.RequestListener;
  /** The address of a render that no other address shares. */
  render: (number: number) => string;
  /** The address of one that was rendered before. */
  known: string;
  /** Finishes what the answers left to be done. */
  settle?: () => Promise<unknown>;
  end: () => Promise<unknown> | void;
};

type Job = { paths: string[]; connections: number; warmUp: number; seconds: number | null };
type Timing = { each: number; p99: number };

/** Proves that the contender makes what is asked for; then measures it. */
export async function contest({ handle, render, known, settle, end }: Way): Promise<Contender> {
  // Each render stands for another picture: nobody remembers decoded ones.
  sharp.cache(false);
  const server = http.createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const generator = fork(path.join(import.meta.dirname, "load.mjs"), [String(port), "bench.test"], { execArgv: [] });
  const load = async (job: Job): Promise<Timing> => {
    generator.send(job);
    const [timing] = (await once(generator, "message")) as [Timing];
    return timing;
  };
  process.once("disconnect", () => {
    generator.disconnect();
    server.closeAllConnections();
    server.close();
    void end();
  });

  const { width, height, format } = await sharp(await bodyOf(port, known)).metadata();
  let made = 0;
  return {
    answers: `${width} by ${height} as ${format}`,
    async measure() {
      const renderSome = () => {
        const paths = Array.from({ length: RENDERS }, () => render(made++));
        return load({ paths, connections: RENDERED_AT_ONCE, warmUp: 0, seconds: null });
      };
      const rendered = await renderSome();
      // Looking at memory takes time, the more so the more processes there are.
      const memory = watchMemory(generator);
      await renderSome();
      const peak = memory.end();
      const unpin = pinApart(generator);
      const asked = { paths: [known], connections: AT_ONCE };
      const cached = await load({ ...asked, warmUp: WARM_UP_SECONDS, seconds: SECONDS });
      unpin();
      // Nothing of this turn is left over for the next one.
      await settle?.();
      return {
        "a render, ms": rendered.each,
        "memory, MB": peak / MEGABYTE,
        "known, µs each": cached.each * 1000,
        "its p99 ms": cached.p99,
      };
    },
  };
}

/** Gives the server and what asks it a processor each, where the system can: else they push each other about. */
function pinApart({ pid }: ChildProcess): () => void {
  const last = os.cpus().length - 1;
  if (last === 0) return () => undefined;
  const pin = (id: number | undefined, processors: string) =>
    spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", processors, String(id)], { stdio: "ignore" });
  pin(process.pid, `0-${last - 1}`);
  pin(pid, String(last));
  return () => {
    for (const id of [process.pid, pid]) pin(id, `0-${last}`);
  };
}

function bodyOf(port: number, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, path, headers: { host: "bench.test" } }, async (response) => {
        const pieces: Buffer[] = [];
        for await (const piece of response) pieces.push(piece as Buffer);
        resolve(Buffer.concat(pieces));
      })
      .on("error", reject);
  });
}

/** The most that this process and its children held together, in bytes, but for the one that asks. */
function watchMemory({ pid }: ChildProcess) {
  let most = 0;
  const look = () => {
    const children = fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid && Number(name) !== pid);
    const all = [String(process.pid), ...children].map(residentOf);
    most = Math.max(
      most,
      all.reduce((sum, bytes) => sum + bytes, 0),
    );
  };
  const timer = setInterval(look, 50);
  return {
    end() {
      look();
      clearInterval(timer);
      return most;
    },
  };
}

const readProc = (pid: string, name: string): string => {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return ""; // it has just ended
  }
};

const parentOf = (pid: string) => Number(/^PPid:\s*(\d+)/m.exec(readProc(pid, "status"))?.[1]);
/** What several processes share counts once, in parts. */
const residentOf = (pid: string) => Number(/^Pss:\s*(\d+)/m.exec(readProc(pid, "smaps_rollup"))?.[1] ?? 0) * 1024;
