import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { freePort } from "../bin/ports.mjs";
import { makeThrowAwayFolder } from "../bin/throw-away-folder.mjs";

let folder: string;
let remove: () => Promise<void>;
test.beforeEach(() => {
  ({ folder, remove } = makeThrowAwayFolder());
});
test.afterEach(() => remove());

const clusterPid = () => {
  const file = path.join(folder, "postgres/postmaster.pid");
  return fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8").split("\n")[0]) : undefined;
};

/** Starts as a person would, in a folder of its own and with nothing set but what the test sets. */
function launch(args: string[], settings: Record<string, string>) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["bin/start.mjs", ...args], {
    env: { PATH, HOME, NODE_ENV: "production", APERTURE_DATA: folder, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", err: "" };
  child.stdout.on("data", (text) => (output.out += text));
  child.stderr.on("data", (text) => (output.err += text));
  return { child, output, ended: once(child, "close").then(([code]) => ({ code: code as number, ...output })) };
}

const firstLine = async ({ output }: { output: { out: string } }) => {
  await expect.poll(() => output.out, { timeout: 30_000 }).toContain("\n");
  return output.out.split("\n")[0];
};

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

test("one command serves, says where, and stops everything it started", async () => {
  const port = await freePort();
  const launched = launch([], { PORT: String(port) });
  expect(await firstLine(launched)).toBe(`Aperture runs at http://localhost:${port}`);
  expect(await answers(port)).toBe(true);

  launched.child.kill("SIGTERM");
  expect(await launched.ended).toMatchObject({ code: 0, err: "" });
  expect(await answers(port)).toBe(false);
  expect(clusterPid()).toBeUndefined();
});

test("a stop lets a running request finish, and keeps no connection for the next", async () => {
  const port = await freePort();
  const launched = launch([], { PORT: String(port) });
  await firstLine(launched);

  const body = JSON.stringify({ "csp-report": {} });
  const head = [
    "POST /csp-report HTTP/1.1",
    `Host: localhost:${port}`,
    "Content-Type: application/csp-report",
    `Content-Length: ${body.length}`,
    "Expect: 100-continue",
  ];
  const socket = net.connect(port, "127.0.0.1");
  const closed = once(socket, "close");
  let answer = "";
  socket.on("data", (text) => (answer += text));
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await expect.poll(() => answer).toContain("100 Continue"); // the server has read the head and waits for the rest
  launched.child.kill("SIGTERM");
  await expect.poll(() => answers(port)).toBe(false);
  socket.write(body);
  await closed;

  expect(answer).toMatch(/^HTTP\/1\.1 2\d\d /m);
  expect(answer).toMatch(/^Connection: close\r$/m);
  expect(await launched.ended).toMatchObject({ code: 0 });
});

test("what it keeps is readable by its owner alone", async () => {
  expect(await launch(["--once"], { PORT: "0" }).ended).toMatchObject({ code: 0 });
  for (const name of ["auth-secret", "postgres.password", "postgres"])
    expect((fs.statSync(path.join(folder, name)).mode & 0o077).toString(8), name).toBe("0");
});

test("a killed start leaves nothing that blocks the next, on the same port", async () => {
  const port = await freePort();
  const killed = launch([], { PORT: String(port) });
  await firstLine(killed);
  killed.child.kill("SIGKILL");
  const again = await launch(["--once"], { PORT: String(port) }).ended;
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`http://localhost:${port}\n`) });
});

test("a database that is killed comes back at its place", async () => {
  const port = await freePort();
  const launched = launch([], { PORT: String(port) });
  await firstLine(launched);
  const before = clusterPid();
  process.kill(before ?? 0, "SIGKILL");
  await expect.poll(() => launched.output.err).toContain("starting it again");
  await expect.poll(clusterPid).not.toBe(before);
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status)).toBe(200);
  launched.child.kill("SIGTERM");
  expect(await launched.ended).toMatchObject({ code: 0 });
  expect(clusterPid()).toBeUndefined();
});

test("two on one folder share the database, and the first to leave does not stop it", async () => {
  const first = launch([], { PORT: String(await freePort()) });
  await firstLine(first);
  const port = await freePort();
  const second = launch([], { PORT: String(port) });
  await firstLine(second);
  await end(first.child);
  expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  await end(second.child);
  expect(clusterPid()).toBeUndefined();
});

test("a taken port is told by its number, and nothing is left running", async () => {
  const taken = net.createServer().listen(0);
  const { port } = taken.address() as net.AddressInfo;
  const refused = await launch([], { PORT: String(port) }).ended;
  taken.close();
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toMatch(new RegExp(`^Port ${port} is taken by another program.*\n$`));
  expect(clusterPid()).toBeUndefined();
});

for (const [what, args, settings, sentence] of [
  ["a weak secret", [], { AUTH_SECRET: "changeme" }, "AUTH_SECRET must have at least 32 characters.\n"],
  ["a wrong port", [], { PORT: "http" }, "PORT must be a port number.\n"],
  [
    "a demo on somebody's database",
    ["--demo"],
    { DATABASE_URL: "postgres://localhost/aperture" },
    "The demo keeps its own database: start it without DATABASE_URL.\n",
  ],
] as [string, string[], Record<string, string>, string][])
  test(`${what} stops the start with one sentence`, async () => {
    expect(await launch(args, settings).ended).toEqual({ code: 1, out: "", err: sentence });
  });

async function end(child: ChildProcess) {
  child.kill("SIGTERM");
  await once(child, "close");
  await sleep(0);
}
