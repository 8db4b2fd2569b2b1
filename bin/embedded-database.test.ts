import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEmbeddedDatabase } from "./embedded-database.mjs";
import { makeThrowAwayFolder } from "./throw-away-folder.mjs";

let folder: string;
let remove: () => Promise<void>;
beforeEach(() => {
  ({ folder, remove } = makeThrowAwayFolder());
});
afterEach(() => remove());

const open = () => openEmbeddedDatabase(folder, { fast: true });
const pidFile = () => path.join(folder, "postgres/postmaster.pid");
const runs = () => fs.existsSync(pidFile());

async function ask(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test("what is written outlives the server", async () => {
  const first = await open();
  await ask(first.url(), "create table notes as select 'kept' as note");
  await first.close();
  expect(runs()).toBe(false);
  const second = await open();
  expect(await ask(second.url(), "select note from notes")).toEqual([{ note: "kept" }]);
  await second.close();
});

test("it listens on this machine alone, and lets nobody in without the password", async () => {
  const database = await open();
  expect(await ask(database.url(), "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const stranger = Object.assign(new URL(database.url()), { password: "guess" }).href;
  await expect(ask(stranger, "select 1")).rejects.toMatchObject({ code: "28P01" });
  await database.close();
});

test("order and case are the same on every machine", async () => {
  const database = await open();
  expect(
    await ask(database.url(), "select datlocprovider, datlocale from pg_database where datname = current_database()"),
  ).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
  await database.close();
});

test("those who come at once share one server, and the last one to leave stops it", async () => {
  const users = await Promise.all([open(), open(), open()]);
  expect(new Set(users.map(({ pid }) => pid)).size).toBe(1);
  const [first, second, third] = users;
  await first?.close();
  await second?.close();
  expect(await ask(third?.url() ?? "", "select 1 as one")).toEqual([{ one: 1 }]);
  await third?.close();
  expect(runs()).toBe(false);
});

test("a server whose user was killed is taken over", async () => {
  const child = spawn(process.execPath, [
    "--input-type=module",
    "--eval",
    `import { openEmbeddedDatabase } from ${JSON.stringify(path.resolve("bin/embedded-database.mjs"))};
     console.log((await openEmbeddedDatabase(${JSON.stringify(folder)}, { fast: true })).pid);`,
  ]);
  const [pid] = await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  const database = await open();
  expect(database.pid).toBe(Number(pid));
  await database.close();
  expect(runs()).toBe(false);
});

test("a killed server comes back, at its port, and says that it was lost", async () => {
  const killed = await open();
  process.kill(killed.pid, "SIGKILL");
  await killed.lost;
  const database = await open();
  expect({ port: database.port, same: database.pid === killed.pid }).toEqual({ port: killed.port, same: false });
  await killed.close();
  await database.close();
});

test("a pid that belongs to another program by now does not stand in the way", async () => {
  await (await open()).close();
  fs.writeFileSync(pidFile(), `${process.pid}\n${folder}\n0\n54321\n`);
  const database = await open();
  expect(await ask(database.url(), "select 1 as one")).toEqual([{ one: 1 }]);
  await database.close();
});

test("a first start that was cut short leaves nothing half made", async () => {
  fs.mkdirSync(path.join(folder, "postgres.4711"));
  fs.writeFileSync(path.join(folder, "postgres.4711/PG_VERSION"), "18");
  const database = await open();
  expect(await ask(database.url(), "select 1 as one")).toEqual([{ one: 1 }]);
  await database.close();
});
