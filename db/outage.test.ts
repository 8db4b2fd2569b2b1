import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, reading } from "./client";
import { freeze, OwnServer } from "./testing/own-server";
import { Proxy } from "./testing/proxy";
import { settlesInTime, Writers } from "./testing/writers";

const BACK_WITHIN_MS = 10_000;

let server: OwnServer;
beforeAll(async () => {
  server = await OwnServer.start();
});
afterAll(() => server.stop());

describe("while the database fails and comes back", () => {
  let pool: ReturnType<typeof connect>;
  let writers: Writers;

  beforeEach(async () => {
    pool = connect(server.url, { max: 8 }); // fewer than there are writers, so that some wait in line
    writers = new Writers(server, pool);
    await writers.start();
    await sleep(500);
  });
  afterEach(() => pool.end());

  const randomBackend = async () => {
    const pids = await server.backends();
    return pids[Math.floor(Math.random() * pids.length)] ?? 0;
  };

  test.each([
    ["the server is killed", () => server.crash()],
    ["the server is restarted", () => server.restart()],
    ["one session's process is killed", async () => process.kill(await randomBackend(), "SIGKILL")],
    [
      "one session falls silent",
      async () => {
        const wake = freeze([await randomBackend()]);
        await sleep(5_000);
        wake();
      },
    ],
    [
      "the whole server falls silent",
      async () => {
        const wake = await server.freeze();
        await sleep(6_000);
        wake();
      },
    ],
  ])("%s: calls fail in time, and nothing is lost, halved or crossed", async (_fault, inject) => {
    await inject();
    const back = Date.now();
    await expect.poll(() => writers.recoveredAfter(back), { timeout: BACK_WITHIN_MS }).toBeLessThan(BACK_WITHIN_MS);
    await writers.stop();

    expect(writers.count("failed")).toBeGreaterThan(0);
    expect(writers.late()).toEqual([]);
    expect(writers.count("crossed")).toBe(0);
    expect(await writers.faults()).toEqual({ lost: [], halves: [] });
  });
});

describe("on a bad line to the database", () => {
  let proxy: Proxy;
  let pool: ReturnType<typeof connect>;

  beforeEach(async () => {
    proxy = await Proxy.before(server.url);
    pool = connect(proxy.url, { max: 4 });
    await pool.db.execute(sql`select 1`);
  });
  afterEach(async () => {
    await pool.end();
    proxy.stop();
  });

  /** As a permission check reads: yes needs a row, so that anything but an answer must be an error. */
  const ask = async (_: unknown, n: number) => {
    const question = sql`select true as allowed`;
    const answer: Promise<{ allowed?: unknown }[]> =
      n % 2 ? reading(pool.client, (put) => put(question)) : pool.db.transaction((tx) => tx.execute(question));
    const inTime = await settlesInTime(answer);
    const outcome = await answer.then(
      ([row]) => (row?.allowed ? "allowed" : "refused"),
      () => "error",
    );
    return { outcome, inTime };
  };
  const askAtOnce = () => Promise.all([1, 2, 3, 4, 5, 6].map(ask));

  test("a slow one is waited for", async () => {
    proxy.delay = 300;
    expect(await askAtOnce()).toEqual(Array(6).fill({ outcome: "allowed", inTime: true }));
  });

  test.each([5_000, Infinity])(
    "one that is silent for %s ms lets nobody in, in time, and then serves again",
    async (delay) => {
      proxy.delay = delay;
      expect(await askAtOnce()).toEqual(Array(6).fill({ outcome: "error", inTime: true }));
      proxy.delay = 0;
      const again = Array(6).fill({ outcome: "allowed", inTime: true });
      await expect.poll(askAtOnce, { timeout: BACK_WITHIN_MS }).toEqual(again);
    },
  );
});
