import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { verifyDuePurges, verifyPurge } from "@/lib/purge/commands/verify-purge";
import { findPurge } from "@/lib/purge/queries/list-purges";
import { MOST_TRIES } from "@/lib/purge/rules/verdict";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { putRender } from "@/lib/testing/cache";
import { putDelivered } from "@/lib/testing/pictures";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();

let studio: Studio;
let shop: { id: string; slug: string };
/** Stands where this server would answer. */
let server: WebServer;
let answers: { status: number; headers: Record<string, string> } | "none";

beforeAll(async () => {
  server = await serveWeb((_request, response) => {
    if (answers === "none") return response.destroy();
    return response.writeHead(answers.status, answers.headers).end("image");
  });
  process.env.PORT = String(server.port);
  studio = await makeStudio();
  shop = await putDelivered(studio.account, "web_folder");
});

beforeEach(() => {
  answers = { status: 200, headers: { "x-cache": "miss" } };
  server.asked.length = 0;
});

async function purge(...lines: string[]): Promise<string> {
  const { id } = await purgeCaches(studio.dana, { lines, sourceId: shop.id, reason: "" });
  return id;
}
const verify = (purgeId: string) => verifyPurge({ accountId: studio.account.id, purgeId });
const find = (id: string) => findPurge(studio.dana, id);
const letTimePass = (id: string) =>
  systemDb().execute(sql`update purges set due_at = now() - interval '1 second' where id = ${id}`);

test("an address of each line is read again, signed, and is fresh", async () => {
  await putRender(studio.account, shop.id, "2027/a b.jpg");
  const id = await purge("hero.jpg", "2027/*", "tag:nowhere");
  await verify(id);
  const secret = (await findDelivered({ slug: shop.slug }))?.signingSecret;
  const signed = (path: string) =>
    `/i/${shop.slug}/${path}?s=${createHash("md5").update(`${secret}/${path}`).digest("hex")}`;
  expect(server.asked.toSorted()).toEqual([signed("2027/a%20b.jpg"), signed("hero.jpg")].toSorted());
  expect(await find(id)).toMatchObject({
    status: "completed",
    settledAt: expect.any(Date),
    each: [
      { read: { path: `/i/${shop.slug}/hero.jpg`, answer: 200, verdict: "fresh" } },
      { read: { path: `/i/${shop.slug}/2027/a b.jpg`, answer: 200, verdict: "fresh" } },
      { matched: 0, read: null },
    ],
  });
});

test("a result that somebody else had made since is fresh, an older one is not", async () => {
  const id = await purge("hero.jpg");
  await systemDb().execute(sql`update purges set created_at = now() - interval '1 minute' where id = ${id}`);
  answers = { status: 200, headers: { "x-cache": "hit", "x-cache-age": "600" } };
  await verify(id);
  expect(await find(id)).toMatchObject({ status: "pending", each: [{ read: { verdict: "stale" } }] });
  answers = { status: 200, headers: { "x-cache": "hit", "x-cache-age": "20" } };
  await letTimePass(id);
  await verifyDuePurges();
  expect(await find(id)).toMatchObject({ status: "completed", each: [{ read: { verdict: "fresh" } }] });
});

test("what stays old fails in the end, and says so", async () => {
  answers = { status: 200, headers: { "x-cache": "hit", "x-cache-age": "600" } };
  const id = await purge("hero.jpg");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await letTimePass(id);
    await verifyDuePurges();
  }
  expect(await find(id)).toMatchObject({ status: "failed", each: [{ read: { verdict: "stale" } }] });
});

test.each<[string, typeof answers, number | null]>([
  ["gives no answer", "none", null],
  ["fails", { status: 503, headers: {} }, 503],
  ["has no answer from the origin", { status: 502, headers: { "x-cache": "miss" } }, 502],
])("a server that %s proves nothing: it is tried again, and what is given up says so", async (_, given, answer) => {
  answers = given;
  const id = await purge("hero.jpg");
  await verify(id);
  expect(await find(id)).toMatchObject({ status: "pending", each: [{ read: { verdict: "unreadable", answer } }] });
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    await letTimePass(id);
    await verifyDuePurges();
  }
  expect(await find(id)).toMatchObject({ status: "unproven", each: [{ read: { verdict: "unreadable", answer } }] });
});

test("an origin that recovers proves it after all", async () => {
  answers = { status: 502, headers: {} };
  const id = await purge("hero.jpg");
  await verify(id);
  answers = { status: 200, headers: { "x-cache": "miss" } };
  await letTimePass(id);
  await verifyDuePurges();
  expect(await find(id)).toMatchObject({ status: "completed", each: [{ read: { verdict: "fresh", answer: 200 } }] });
});

test("what is gone is fresh too", async () => {
  answers = { status: 404, headers: {} };
  const id = await purge("hero.jpg");
  await verify(id);
  expect(await find(id)).toMatchObject({ status: "completed", each: [{ read: { answer: 404, verdict: "fresh" } }] });
});

test("a server that was killed before it read goes on after its start", async () => {
  const id = await purge("hero.jpg");
  await verifyDuePurges();
  expect(await find(id)).toMatchObject({ status: "completed" });
  expect(server.asked).toHaveLength(1);
  await Promise.all([verify(id), verifyDuePurges()]);
  expect(server.asked).toHaveLength(1);
});
