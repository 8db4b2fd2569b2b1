import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect, databaseCode, retrying } from "./client";
import { freeze, OwnServer } from "./testing/own-server";

// What stock postgres.js 3.4.9 does wrong; patches/ and client.ts hold it off. Whoever upgrades the driver runs these.

let server: OwnServer;
let opened: { end(): Promise<unknown> }[] = [];

beforeAll(async () => {
  server = await OwnServer.start();
});
afterAll(() => server.stop());
afterEach(async () => {
  await Promise.all(opened.map((pool) => pool.end()));
  opened = [];
});

function pool(options: Parameters<typeof connect>[1] = {}) {
  const made = connect(server.url, options);
  opened.push(made);
  return made;
}

test("a parameter that cannot be sent fails its own query and moves nobody's rows", async () => {
  const { client } = pool({ max: 1, fetch_types: false });
  await client`select 1`;
  const unsendable = undefined as unknown as string;
  const answers = await Promise.allSettled([
    client`select 'A' as name, pg_sleep(0.1)::text`, // the next ones are sent before this one is answered
    client`select ${unsendable}::text as name`,
    client`select 'C' as name`,
    client`select 'D' as name`,
  ]);
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value[0]?.name : "refused"))).toEqual([
    "A",
    "refused",
    "C",
    "D",
  ]);
});

test("a transaction whose session was lost does not go on in another one's", async () => {
  await server.ask("create table notes (text text)");
  const { client } = pool({ max: 1, backoff: () => 0.01 });
  const outcomes: Record<string, string> = {};
  const record = (name: string, work: Promise<unknown>) =>
    work.then(
      () => (outcomes[name] = "written"),
      () => (outcomes[name] = "refused"),
    );
  const lost = client.begin(async (tx) => {
    await tx`insert into notes values ('lost, first')`;
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await server.ask(`select pg_terminate_backend(${row?.pid})`);
    await sleep(100);
    const other = client.begin(async (its) => {
      await its`insert into notes values ('other')`;
      await sleep(300);
    });
    void record("other", other);
    await sleep(100); // the other transaction has the only connection now
    await record("lost, second", tx`insert into notes values ('lost, second')`);
    throw new Error("roll back");
  });
  await expect(lost).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await expect.poll(() => outcomes).toEqual({ other: "written", "lost, second": "refused" });
  expect(await server.ask("select text from notes")).toEqual([{ text: "other" }]);
  expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
});

test("a pool ends in time, though its sessions are silent", async () => {
  const { db, end } = connect(server.url, { max: 3, response_timeout: 60 });
  await Promise.all([1, 2, 3].map(() => db.execute(sql`select pg_sleep(0.2)`)));
  const wake = freeze(await server.backends());
  const calls = Promise.allSettled([db.transaction((tx) => tx.execute(sql`select 1`)), db.execute(sql`select 2`)]);
  await sleep(100);
  const start = Date.now();
  await end();
  expect(Date.now() - start).toBeLessThan(6_000);
  expect((await calls).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  wake();
});

test("two that wait for each other both get through", async () => {
  await server.ask("create table seats (id int primary key, used int); insert into seats values (1, 0), (2, 0)");
  const { db } = pool({ max: 2 });
  let attempts = 0;
  let holding = 0;
  let tell = () => undefined as void;
  const bothHold = new Promise<void>((resolve) => (tell = resolve));
  const take = (first: number, second: number) =>
    retrying(() =>
      db.transaction(async (tx) => {
        attempts++;
        await tx.execute(sql`update seats set used = used + 1 where id = ${first}`);
        if (++holding === 2) tell();
        await bothHold;
        await tx.execute(sql`update seats set used = used + 1 where id = ${second}`);
      }),
    );
  await Promise.all([take(1, 2), take(2, 1)]);
  expect(attempts).toBeGreaterThan(2);
  expect(await server.ask("select used from seats order by id")).toEqual([{ used: 2 }, { used: 2 }]);
});

test("what fails for another reason, or again and again, is not tried for ever", async () => {
  const { db } = pool();
  const raising = (code: string) => {
    let attempts = 0;
    const outcome = retrying(() => {
      attempts++;
      return db.execute(sql.raw(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`));
    });
    return outcome.then(
      () => ({ attempts, code: "none" }),
      (error) => ({ attempts, code: databaseCode(error) }),
    );
  };
  expect(await raising("40001")).toEqual({ attempts: 5, code: "40001" });
  expect(await raising("23505")).toEqual({ attempts: 1, code: "23505" });
});

test("a call that takes too long is given up, and its transaction takes no effect", async () => {
  const name = `late_${randomUUID().replaceAll("-", "")}`;
  await server.ask(`create table ${name} (id int)`);
  const { db } = pool({ response_timeout: 60 });
  const start = Date.now();
  const late = db.transaction(async (tx) => {
    await tx.execute(sql`insert into ${sql.identifier(name)} values (1)`);
    await sleep(5_500);
  });
  await expect(late).rejects.toMatchObject({ code: "CALL_TIMEOUT" });
  expect(Date.now() - start).toBeLessThan(5_000);
  await sleep(1_500);
  expect(await server.ask(`select * from ${name}`)).toEqual([]);
});

test("the driver that is installed carries our patch", () => {
  const unpatched = postgres(server.url, { response_timeout: 3 } as postgres.Options<Record<string, never>>);
  expect(unpatched.options).toHaveProperty("response_timeout", 3);
});
