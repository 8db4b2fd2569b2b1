#!/usr/bin/env node
// One command from a fresh clone to a running server. Until packages are installed it can use nothing but Node itself,
// so that everything else is imported later.
import { ensureInstalled, nodeRefusal } from "./install.mjs";
import { onStarterGone } from "./starter.mjs";
import { run, script, Refusal } from "./run.mjs";
import { loadEnvFile, openDatabase, settingsFor } from "./settings.mjs";

const demo = process.argv.includes("--demo");
const dev = process.argv.includes("--dev");
const once = process.argv.includes("--once");

const interruption = new AbortController();
/** How to stop what runs now, the newest last. @type {(() => Promise<void>)[]} */
const running = [];
/** @type {Promise<never> | undefined} */
let stopping;

const say = (/** @type {string} */ line) => console.error(line);

try {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => (stopping ? process.exit(1) : stop(0)));
  if (process.env.npm_lifecycle_event) onStarterGone(() => void stop(1));
  const refusal = nodeRefusal() ?? demoRefusal();
  if (refusal) throw new Refusal(refusal);
  await start();
} catch (error) {
  if (!stopping) explain(error);
  await stop(1);
}

function demoRefusal() {
  loadEnvFile();
  if (demo && process.env.DATABASE_URL) return "The demo keeps its own database: start it without DATABASE_URL.";
}

async function start() {
  await ensureInstalled(say);
  const { ensureBuilt } = await import("./build.mjs");
  const { choosePort, startServer } = await import("./server.mjs");

  const [prepared] = await Promise.all([
    openDatabase({ demo }).then(prepare),
    dev || ensureBuilt(say, interruption.signal),
  ]);
  if (stopping) return;

  const port = await choosePort(process.env.PORT);
  const url = process.env.APERTURE_URL ?? `http://localhost:${port}`;
  const server = await startServer({ port, dev, env: { ...prepared.env, PORT: String(port), APERTURE_URL: url } });
  running.push(server.stop);
  void server.exited.then(() => stopping || stop(1));

  console.log(`Aperture runs at ${url}`);
  if (prepared.setupPath) console.log(`Set it up, once and within the day: ${new URL(prepared.setupPath, url)}`);
  if (once) await stop(0);
}

/** Migrates, fills the demo when it is new, and learns whether anyone has set the server up yet. */
async function prepare(database) {
  keep(database);
  const env = settingsFor({ demo, databaseUrl: database.url() });
  const output = await run(script("bin/prepare.ts"), { env, signal: interruption.signal });
  return { env, ...JSON.parse(output) };
}

/** Brings the embedded database back when it dies, at the address that the server knows, until all is stopped. */
function keep(database) {
  let opened = Promise.resolve(database);
  // A stop waits for one that is being brought back: started behind its back, it would be left running.
  running.push(async () => (await opened.catch(() => undefined))?.close());
  const watch = async (current) => {
    await current.lost;
    if (stopping) return;
    say("The embedded database has stopped; starting it again.");
    opened = openDatabase({ demo, port: current.port });
    const again = await opened;
    if (again.url() === current.url()) return watch(again);
    say("The embedded database is at another port now; start Aperture again.");
    await stop(1);
  };
  watch(database).catch((error) => {
    if (!stopping) explain(error);
    return stop(1);
  });
}

/** @param {number} code */
function stop(code) {
  interruption.abort();
  return (stopping ??= stopAll(code));
}

/** @param {number} code @returns {Promise<never>} */
async function stopAll(code) {
  while (running.length) await running.pop()?.();
  process.exit(code);
}

function explain(error) {
  if (error.code === "EACCES")
    console.error(`${error.path} belongs to another user; APERTURE_DATA names another folder.`);
  else console.error(error instanceof Refusal ? error.message : error);
}
