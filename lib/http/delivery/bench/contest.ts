import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { Worker } from "node:worker_threads";
import sharp from "sharp";
import type { Contender } from "../../../../bin/bench.mjs";
import { AT_ONCE, RENDERS } from "@/lib/http/delivery/bench/ground";

const SECONDS = 2;
const RENDERED_AT_ONCE = 4;
const MEGABYTE = 1024 ** 2;

type Way = {
  handle: http.RequestListener;
  /** The address of a render that no other address shares. */
  render: (number: number) => string;
  /** The address of one that was rendered before. */
  known: string;
  end: () => Promise<unknown> | void;
};

type Timing = { each: number; p99: number };

/** Proves that the contender makes what is asked for; then measures it. */
export async function contest({ handle, render, known, end }: Way): Promise<Contender> {
  const server = http.createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const worker = new Worker(path.join(import.meta.dirname, "load.mjs"), { workerData: { port, host: "bench.test" } });
  const load = async (job: { paths: string[]; connections: number; seconds: number | null }): Promise<Timing> => {
    worker.postMessage(job);
    const [timing] = (await once(worker, "message")) as [Timing];
    return timing;
  };
  process.once("disconnect", () => {
    void worker.terminate();
    server.closeAllConnections();
    server.close();
    void end();
  });

  const { width, height, format } = await sharp(await bodyOf(port, known)).metadata();
  let made = 0;
  return {
    answers: `${width} by ${height} as ${format}`,
    async measure() {
      const memory = watchMemory();
      const paths = Array.from({ length: RENDERS }, () => render(made++));
      const rendered = await load({ paths, connections: RENDERED_AT_ONCE, seconds: null });
      const peak = memory.end();
      const cached = await load({ paths: [known], connections: AT_ONCE, seconds: SECONDS });
      return {
        "a render, ms": rendered.each,
        "memory, MB": peak / MEGABYTE,
        "known, µs each": cached.each * 1000,
        "its p99 ms": cached.p99,
      };
    },
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

/** The most that this process and its children held together, in bytes. */
function watchMemory() {
  let most = 0;
  const look = () => {
    const children = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid);
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
