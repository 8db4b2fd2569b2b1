import http from "node:http";
import { sql } from "drizzle-orm";
import ImageKit from "@imagekit/nodejs";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { listRequests } from "@/lib/analytics/queries/list-requests";
import { openedCache } from "@/lib/delivery/cache/open";
import { renderer } from "@/lib/delivery/renderer";
import { deliver } from "@/lib/http/delivery/deliver";
import { withinASecond } from "@/lib/http/delivery/testing/within-a-second";
import { deleteItems } from "@/lib/media/commands/trash";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { verifyPurge } from "@/lib/purge/commands/verify-purge";
import { findPurge } from "@/lib/purge/queries/list-purges";
import { previewPurge } from "@/lib/purge/queries/preview-purge";
import { createSource } from "@/lib/sources/commands/create-source";
import { findSource } from "@/lib/sources/queries/find-source";
import { sourceConfig } from "@/lib/sources/rules/config";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf, putDelivered, putPicture, replacePicture } from "@/lib/testing/pictures";
import { startLoad } from "@/lib/testing/steady-load";
import { runDeploymentOf } from "@/lib/testing/sources";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();
useDataFolder();

let studio: Studio;
let web: WebServer;
let server: http.Server;
/** What the web folder answers with now. */
let picture: Buffer;

beforeAll(async () => {
  server = http.createServer((request, response) => void deliver(request, response, { isOurHost: true }));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  process.env.PORT = String((server.address() as { port: number }).port);
  studio = await makeStudio();
  // An origin that never says that its pictures change.
  web = await serveWeb((_request, response) =>
    response
      .writeHead(200, { "content-type": "image/jpeg", etag: '"1"', "cache-control": "max-age=31536000" })
      .end(picture),
  );
});

afterAll(async () => {
  await flushDeliveries();
  await (await openedCache()).settle();
  server.closeAllConnections();
  server.close();
  renderer().stop();
});

async function read(path: string) {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}${path}`);
  return { status: response.status, cache: response.headers.get("x-cache"), bytes: await response.bytes() };
}

const openFolder = () => putDelivered(studio.account, "web_folder", { origin: { url: web.url } });

test("what a visitor gets after a purge is new, in every size, and the purge shows it", async () => {
  const { slug } = await openFolder();
  const before = (picture = await pictureOf("#e00000"));
  for (const size of ["", "?w=50"]) await read(`/i/${slug}/a.jpg${size}`);
  picture = await pictureOf("#0000e0");
  const old = await read(`/i/${slug}/a.jpg?w=50`);
  expect(old.cache).toBe("hit");
  await (await openedCache()).settle();

  const { id, matched } = await purgeCaches(studio.dana, { lines: [`/i/${slug}/a.jpg`], sourceId: null, reason: "" });
  expect(matched).toBeGreaterThan(0);
  const now = await read(`/i/${slug}/a.jpg?w=50`);
  expect(now.cache).toBe("miss");
  expect(now.bytes).not.toEqual(old.bytes);
  expect(before).not.toEqual(picture);
  await verifyPurge({ accountId: studio.account.id, purgeId: id });
  expect(await findPurge(studio.dana, id)).toMatchObject({
    status: "completed",
    each: [{ read: { answer: 200, verdict: "fresh" } }],
  });
});

test("a watermark that is purged takes with it what bears it, and the purge counts that", async () => {
  const { slug } = await openFolder();
  picture = await pictureOf("#e00000");
  const address = `/i/${slug}/shoe.jpg?w=50&mark=marks/logo.jpg`;
  await read(address);
  expect((await read(address)).cache).toBe("hit");
  await (await openedCache()).settle();
  const asked = { lines: [`/i/${slug}/marks/logo.jpg`], sourceId: null };
  expect(await previewPurge(studio.dana, asked)).toMatchObject({ matched: 1 });
  expect(await purgeCaches(studio.dana, { ...asked, reason: "" })).toMatchObject({ matched: 1 });
  expect((await read(address)).cache).toBe("miss");
});

test("no answer that begins after a purge was acknowledged is old, however many ask meanwhile", async () => {
  const { slug } = await openFolder();
  const generations = await Promise.all([10, 20, 30, 40].map((width) => pictureOf("#e00000", { width, height: 8 })));
  const seen = new Set<number>();
  const told = new Set<string>();
  let current = 0;
  let asking = true;
  picture = generations[0] as Buffer;
  const look = async () => {
    const begunAt = current;
    const { bytes } = await read(`/i/${slug}/b.jpg`);
    const found = (await sharp(bytes).metadata()).width / 10 - 1;
    seen.add(found);
    if (found < begunAt) told.add(`${begunAt} gave ${found}`);
  };
  const ask = async () => {
    while (asking) await look();
  };
  await look();
  const visitors = Array.from({ length: 8 }, ask);
  for (let next = 1; next < generations.length; next++) {
    picture = generations[next] as Buffer;
    await purgeCaches(studio.dana, { lines: [`/i/${slug}/*`], sourceId: null, reason: "" });
    current = next;
    await look();
  }
  asking = false;
  await Promise.all(visitors);
  expect([...told]).toEqual([]);
  expect([...seen].toSorted()).toEqual([0, 1, 2, 3]);
});

test("of 500 requests a second none that begins after a purge was acknowledged gets old bytes", async () => {
  const { slug } = await openFolder();
  const url = `http://127.0.0.1:${process.env.PORT}/i/${slug}/c.jpg?w=8`;
  const tagNow = async () => `200 ${(await fetch(url)).headers.get("etag")}`;
  picture = await pictureOf("#000000");
  const tags = [await tagNow()];
  const load = startLoad(url, 500);
  await load.tell("0");
  for (let next = 1; next <= 5; next++) {
    picture = await pictureOf(`#${next}0${next}0${next}0`);
    await purgeCaches(studio.dana, { lines: [`/i/${slug}/c.jpg`], sourceId: null, reason: "" });
    const answered = load.tell(String(next));
    tags.push(await tagNow());
    await answered;
  }
  const { asked, answers } = await load.end();
  expect(new Set(tags).size).toBe(6);
  const old = answers.filter(({ after, answer }) => tags.indexOf(answer) < Number(after));
  expect(old).toEqual([]);
  expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(asked);
});

test("deleting or replacing a file purges it without anyone asking", async () => {
  const { slug } = await putDelivered(studio.account, "library", { signedOnly: false });
  const file = await putPicture(studio.account, "hero.jpg", await pictureOf("#e00000"));
  await read(`/i/${slug}/hero.jpg?w=50`);
  expect(await read(`/i/${slug}/hero.jpg?w=50`)).toMatchObject({ status: 200, cache: "hit" });
  await replacePicture(studio.account, file, await pictureOf("#0000e0"));
  expect(
    await withinASecond(
      () => read(`/i/${slug}/hero.jpg?w=50`),
      ({ cache }) => cache === "miss",
    ),
  ).toMatchObject({ status: 200 });
  await read(`/i/${slug}/hero.jpg?w=50`);
  await deleteItems(studio.lea, { fileIds: [file], folderIds: [] });
  expect(
    await withinASecond(
      () => read(`/i/${slug}/hero.jpg?w=50`),
      ({ cache }) => cache === null,
    ),
  ).toMatchObject({ status: 404 });
  const marks = await systemDb().execute(sql`select from purge_marks where kind = 'file' and target = ${file}`);
  expect(marks.length).toBeGreaterThan(1);
});

test("a developer's day: a source, its images by the official builder, a change, a purge, and all of it counted", async () => {
  const { dana } = studio;
  const [before, after] = await Promise.all([pictureOf("#e00000"), pictureOf("#0000e0", { width: 200, height: 100 })]);
  picture = before;
  const config = sourceConfig.parse({ origin: { url: web.url }, signedOnly: true });
  const { id } = await createSource(dana, { name: "Spring shop", type: "web_folder", config, secrets: {} });
  await runDeploymentOf(id);
  const source = await findSource(dana, id);
  const { helper } = new ImageKit({ privateKey: source.token ?? "" });
  const address = helper.buildSrc({
    urlEndpoint: `http://localhost:${process.env.PORT}/i/${source.slug}`,
    src: "2027/blue shoe.jpg",
    transformation: [{ width: 40 }],
    signed: true,
  });
  const path = address.slice(address.indexOf("/i/"));
  const heightOf = async ({ bytes }: Awaited<ReturnType<typeof read>>) => (await sharp(bytes).metadata()).height;

  expect(await heightOf(await read(path))).toBe(30);
  picture = after;
  const kept = await read(path);
  expect([kept.cache, await heightOf(kept)]).toEqual(["hit", 30]);
  const { id: purgeId } = await purgeCaches(dana, { lines: [address], sourceId: null, reason: "New shoe" });
  const fresh = await read(path);
  expect([fresh.cache, await heightOf(fresh)]).toEqual(["miss", 20]);
  await verifyPurge({ accountId: studio.account.id, purgeId });
  expect(await findPurge(dana, purgeId)).toMatchObject({ status: "completed", reason: "New shoe" });

  await flushDeliveries();
  const rows = await listRequests(dana, { source: id, range: "24h", interval: "hour" });
  const sum = (of: "requests" | "hits" | "errors") => rows.reduce((all, row) => all + (row[of] ?? 0), 0);
  // Three by the visitor; that by which the purge was proven is no visit.
  expect({ requests: sum("requests"), hits: sum("hits"), errors: sum("errors") }).toEqual({
    requests: 3,
    hits: 1,
    errors: 0,
  });
});
