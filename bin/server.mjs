import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, isFree } from "./ports.mjs";
import { ROOT, Refusal } from "./run.mjs";

const FIRST_PORT = 3000;
const READY_MS = 60_000;
const DRAIN_MS = 10_000;
/** A server whose launcher was killed a moment ago is still letting go of its port. */
const HANDOVER_MS = 2_000;

/**
 * The port that was asked for (0: any free one), or else the first free one from 3000 on.
 * @param {string | undefined} wanted
 */
export async function choosePort(wanted) {
  const first = Number(wanted ?? FIRST_PORT);
  if (first === 0) return freePort();
  for (const deadline = Date.now() + HANDOVER_MS; Date.now() < deadline; await sleep(100))
    if (await isFreeEverywhere(first)) return first;
  if (wanted)
    throw new Refusal(`Port ${first} is taken by another program, or not open to this user; set PORT to another.`);
  for (let port = first + 1; port < first + 100; port++) if (await isFreeEverywhere(port)) return port;
  throw new Refusal(`Port ${first} and the hundred after it are taken; set PORT to a free one.`);
}

const isFreeEverywhere = async (port) => (await isFree(port)) && (await isFree(port, "::"));

/**
 * Starts the application and waits until it answers. It drains and ends when this process goes, however that happens.
 * @param {{ port: number, env: Record<string, string | undefined>, dev?: boolean, onOutput?: (text: string) => void }} options
 *   onOutput gets what the server prints, in place of our own output
 */
export async function startServer({ port, env, dev = false, onOutput }) {
  const guard = `--import=${new URL("end-with-parent.mjs", import.meta.url)}`;
  const serve = path.join(ROOT, "bin/serve.mjs");
  const child = spawn(process.execPath, [guard, serve, ...(dev ? ["--dev"] : [])], {
    cwd: ROOT,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: dev ? "development" : "production",
      PORT: String(port),
      ...env,
    },
    stdio: ["ignore", "pipe", onOutput ? "pipe" : "inherit", "ipc"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const hear = onOutput ?? print;
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => hear(String(text)));

  const address = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + READY_MS; !(await answers(address)); await sleep(25)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    child.kill("SIGKILL");
    throw new Refusal("The server did not start.");
  }
  return {
    port,
    pid: child.pid,
    exited,
    /** Lets running requests finish, for ten seconds at most. */
    async stop() {
      child.kill("SIGTERM");
      const killer = setTimeout(() => child.kill("SIGKILL"), DRAIN_MS);
      await exited;
      clearTimeout(killer);
    },
    /** Ends it in the middle of whatever it does. */
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** What the application prints, without what Next says of itself at the start. */
const print = (text) => process.stdout.write(text.replace(/^ *✓ Running next\.config.*\n/m, ""));

async function answers(address) {
  try {
    return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
