import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "../bin/ports.mjs";
import { run, script } from "../bin/run.mjs";
import { startServer } from "../bin/server.mjs";
import { openThrowAwayDatabase } from "../bin/throw-away-folder.mjs";
import { startIssuer } from "./issuer";
import { startMailServer } from "./mailbox";

/** Only migrated: what a person finds at the first start. */
const EMPTY = "aperture_empty";
/** Filled with the demo's studio. The demo works on this one, everything else on copies. */
const DEMO = "aperture_demo";

/** What the servers of the last run printed, by port. */
const SERVER_LOGS = path.join(".reports", "servers");

/** What the tests need to know of the stack; it reaches their processes through the environment. */
export type Surroundings = {
  /** The application with the studio in it, where people sign in as they really do. */
  E2E_URL: string;
  /** The same as a demo, where one click signs in. */
  E2E_DEMO_URL: string;
  E2E_DATABASE_URL: string;
  E2E_CLUSTER_URL: string;
  E2E_ISSUER_URL: string;
  E2E_SMTP_URL: string;
  E2E_MAIL_FOLDER: string;
  E2E_FOLDER: string;
  /** A port of UDP where the application looks up domains of sources; a test that has any answers there. */
  E2E_NAMES_PORT: string;
};

/** Everything that one run needs, on ports of its own; nothing of it outlives `stop`. */
export async function startStack() {
  fs.rmSync(SERVER_LOGS, { recursive: true, force: true });
  fs.mkdirSync(SERVER_LOGS, { recursive: true });
  const cluster = await openThrowAwayDatabase({ database: EMPTY });
  const stops = [cluster.close];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const issuer = await startIssuer();
    stops.push(issuer.stop);
    const mailFolder = path.join(cluster.folder, "mails");
    const mail = await startMailServer(mailFolder);
    stops.push(mail.stop);
    const shared = {
      E2E_CLUSTER_URL: cluster.url("postgres"),
      E2E_ISSUER_URL: issuer.url,
      E2E_SMTP_URL: mail.url,
      E2E_MAIL_FOLDER: mailFolder,
      E2E_FOLDER: cluster.folder,
      E2E_NAMES_PORT: String(await freePort()),
    };

    await prepare(shared, cluster.url(EMPTY));
    await copyDatabase(shared, EMPTY, DEMO);
    await prepare(shared, cluster.url(DEMO), { demo: true });
    await copyDatabase(shared, DEMO, "aperture");
    const [app, demo] = await Promise.all([
      startApp(shared, cluster.url("aperture")),
      startApp(shared, cluster.url(DEMO), { demo: true }),
    ]);
    stops.push(() => Promise.all([app.stop(), demo.stop()]).then(() => undefined));
    await Promise.all([libraryFilled(cluster.url("aperture")), libraryFilled(cluster.url(DEMO))]);
    const surroundings: Surroundings = {
      ...shared,
      E2E_URL: app.url,
      E2E_DEMO_URL: demo.url,
      E2E_DATABASE_URL: cluster.url("aperture"),
    };
    return { surroundings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Shared = Omit<Surroundings, "E2E_URL" | "E2E_DEMO_URL" | "E2E_DATABASE_URL">;

/** An application of its own on an empty database, for a test that sets one up or breaks it. */
export async function startEmptyApp(shared: Shared) {
  const databaseUrl = await emptyDatabase(shared);
  return { databaseUrl, ...(await startApp(shared, databaseUrl)) };
}

/** @returns the address of a new database in which nobody is */
export const emptyDatabase = (shared: Shared) => copyDatabase(shared, EMPTY, `test_${randomBytes(8).toString("hex")}`);

/** What `npm run aperture` prints as JSON, on a database of a test. */
export const commandLine = async (shared: Shared, databaseUrl: string, ...args: string[]): Promise<unknown> =>
  JSON.parse(await run(script("bin/cli/main.ts", ...args, "--json"), { env: settings(shared, databaseUrl, false) }));

/** `port`: the one where it stood before it was killed. */
export async function startApp(
  shared: Shared,
  databaseUrl: string,
  { demo = false, port: former }: { demo?: boolean; port?: number } = {},
) {
  const port = former ?? (await freePort());
  const url = `http://localhost:${port}`;
  const log = fs.createWriteStream(path.join(SERVER_LOGS, `${port}.log`), { flags: "a" });
  const server = await startServer({
    port,
    env: { ...settings(shared, databaseUrl, demo), APERTURE_URL: url },
    onOutput: (text) => log.write(text),
  });
  return { url, port, pid: server.pid, stop: server.stop, kill: server.kill };
}

/** Migrates, and fills the demo. Answers the address of the set-up page where nobody has set the server up. */
export async function prepare(
  shared: Shared,
  databaseUrl: string,
  { demo = false } = {},
): Promise<{ setupPath?: string }> {
  const output = await run(script("bin/prepare.ts"), { env: settings(shared, databaseUrl, demo) });
  return JSON.parse(output) as { setupPath?: string };
}

/** Waits for the pictures of the demo, whose making takes all processors for a while; one that keeps failing is left. */
async function libraryFilled(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  const isBusy = async () => {
    const [row] = await sql<{ busy: boolean }[]>`
      select exists (select from graphile_worker.jobs
        where task_identifier in ('fillDemoLibrary', 'examineBlob') and attempts < 3) as busy`;
    return row?.busy;
  };
  while (await isBusy()) await sleep(250);
  await sql.end();
}

async function copyDatabase({ E2E_CLUSTER_URL }: Shared, from: string, to: string): Promise<string> {
  const sql = postgres(E2E_CLUSTER_URL, { max: 1 });
  await sql`create database ${sql(to)} template ${sql(from)}`;
  await sql.end();
  return Object.assign(new URL(E2E_CLUSTER_URL), { pathname: `/${to}` }).href;
}

/** One secret for all, so that a session which a test writes is good everywhere. Unset ones must not come from outside. */
const settings = (shared: Shared, databaseUrl: string, demo: boolean): Record<string, string> => ({
  APERTURE_URL: "",
  APERTURE_PROXIES: "",
  APERTURE_DATA: path.join(shared.E2E_FOLDER, demo ? "demo" : "data"),
  APERTURE_DEMO: demo ? "1" : "",
  AUTH_SECRET: (process.env.AUTH_SECRET ??= randomBytes(32).toString("base64")),
  DATABASE_URL: databaseUrl,
  MEDIA_STORAGE_URL: "",
  SOURCE_NETWORKS: "127.0.0.0/8",
  DNS_SERVERS: `127.0.0.1:${shared.E2E_NAMES_PORT}`,
  MAIL_FROM: "",
  SMTP_URL: demo ? "" : shared.E2E_SMTP_URL,
  GOOGLE_CLIENT_ID: demo ? "" : "aperture-e2e",
  GOOGLE_CLIENT_SECRET: demo ? "" : "aperture-e2e-secret",
  GOOGLE_ISSUER: demo ? "" : shared.E2E_ISSUER_URL,
  STRIPE_SECRET_KEY: "",
  STRIPE_WEBHOOK_SECRET: "",
});
