import http from "node:http";
import ImageKit from "@imagekit/nodejs";
import ImgixClient from "@imgix/js-core";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { deliver } from "@/lib/http/delivery/deliver";
import { systemDb, withAccount, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { openedCache } from "@/lib/delivery/cache/open";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { countCached } from "@/lib/delivery/queries/count-cached";
import { marksApplied } from "@/lib/delivery/queries/marks-applied";
import { renderer } from "@/lib/delivery/renderer";
import { startSession } from "@/lib/sign-in/commands/start-session";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { pictureOf, putDelivered, putPicture, replacePicture } from "@/lib/testing/pictures";
import { anOrigin } from "@/lib/testing/sign-in";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();
useDataFolder();

const RED = "#e00000";
const BLUE = "#0000e0";

let studio: Studio;
let web: WebServer;
let server: http.Server;
let port: number;
/** What the web folder holds now, by path. */
const shelf = new Map<string, { bytes: Buffer; type?: string; headers?: http.OutgoingHttpHeaders }>();

beforeAll(async () => {
  process.env.APERTURE_URL = "http://pictures.test";
  studio = await makeStudio();
  web = await serveWeb((request, response) => {
    const found = shelf.get(decodeURIComponent(request.url ?? "").slice(1));
    if (!found) return response.writeHead(404).end();
    const { bytes, type = "image/jpeg", headers } = found;
    response
      .writeHead(200, {
        "content-type": type,
        "content-length": bytes.length,
        etag: `"${bytes.length}-${bytes.at(-20)}"`,
        ...headers,
      })
      .end(bytes);
  });
  server = http.createServer((request, response) => {
    const isOurHost = request.headers.host === "pictures.test";
    void deliver(request, response, { isOurHost }).then((answered) => answered || response.writeHead(421).end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as { port: number }).port;
});

afterAll(async () => {
  await flushDeliveries();
  delete process.env.APERTURE_URL;
  server.closeAllConnections();
  server.close();
  renderer().stop();
});

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

function ask(path: string, headers: http.OutgoingHttpHeaders = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    http
      .request({ port, path, method, headers: { host: "pictures.test", ...headers } }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
        );
        response.on("error", reject);
      })
      .on("error", reject)
      .end();
  });
}

const webFolder = (config: object = {}) =>
  putDelivered(studio.account, "web_folder", { origin: { url: `${web.url}/` }, ...config });

const sessionOf = async (userId: string) =>
  (await withSystem((tx) => startSession(tx, { userId, method: "email" }, anOrigin()))).token;

async function hueOf(bytes: Buffer): Promise<"red" | "blue"> {
  const { channels } = await sharp(bytes).stats();
  return (channels[0]?.mean ?? 0) > (channels[2]?.mean ?? 0) ? "red" : "blue";
}

describe("an image", () => {
  test("comes rendered, then from the cache, alike", async () => {
    shelf.set("a one.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder();
    const first = await ask(`/i/${slug}/a%20one.jpg?w=100`);
    expect(first).toMatchObject({
      status: 200,
      headers: { "content-type": "image/jpeg", "x-cache": "miss", "cross-origin-resource-policy": "cross-origin" },
    });
    expect(await sharp(first.body).metadata()).toMatchObject({ width: 100, height: 75 });
    const second = await ask(`/i/${slug}/a%20one.jpg?w=100`);
    expect(second.headers["x-cache"]).toBe("hit");
    expect([second.body, second.headers.etag]).toEqual([first.body, first.headers.etag]);
    expect(web.asked.filter((path) => path === "/a%20one.jpg")).toHaveLength(1);
    const chained = await ask(`/i/${slug}/tr:w-50:rt-90/a%20one.jpg`);
    expect(await sharp(chained.body).metadata()).toMatchObject({ width: 38, height: 50 });
  });

  test("comes in the format that the client takes best, and says so", async () => {
    shelf.set("b.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder();
    const formats = await Promise.all(
      ["image/avif,image/webp,*/*", "image/webp", "image/avif;q=0, image/webp", "*/*"].map(async (accept) => {
        const { headers } = await ask(`/i/${slug}/b.jpg?w=40&auto=format`, { accept });
        return [headers["content-type"], headers.vary];
      }),
    );
    expect(formats).toEqual([
      ["image/avif", "Accept"],
      ["image/webp", "Accept"],
      ["image/webp", "Accept"],
      ["image/jpeg", "Accept"],
    ]);
    const fixed = await ask(`/i/${slug}/b.jpg?w=40&dpr=2`, { accept: "image/avif" });
    expect(fixed.headers).toMatchObject({ "content-type": "image/jpeg", "content-dpr": "2" });
    expect(fixed.headers.vary).toBeUndefined();
  });

  test("is not sent again to who has it, and in part to who wants a part", async () => {
    shelf.set("c.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder();
    const url = `/i/${slug}/c.jpg?w=100`;
    const { body, headers } = await ask(url);
    const status = async (asked: http.OutgoingHttpHeaders) => (await ask(url, asked)).status;
    expect(await status({ "if-none-match": headers.etag })).toBe(304);
    expect(await status({ "if-none-match": `"x", W/${headers.etag}` })).toBe(304);
    expect(await status({ "if-none-match": '"x"', "if-modified-since": headers["last-modified"] })).toBe(200);
    expect(await status({ "if-modified-since": headers["last-modified"] })).toBe(304);
    expect(await status({ "if-modified-since": new Date(0).toUTCString() })).toBe(200);

    const part = await ask(url, { range: "bytes=10-19" });
    expect([part.status, part.body, part.headers["content-range"]]).toEqual([
      206,
      body.subarray(10, 20),
      `bytes 10-19/${body.length}`,
    ]);
    expect((await ask(url, { range: "bytes=-5" })).body).toEqual(body.subarray(-5));
    expect(await status({ range: "bytes=99999999-" })).toBe(416);
    expect(await status({ range: "bytes=0-1", "if-range": '"x"' })).toBe(200);
    const head = await ask(url, {}, "HEAD");
    expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, String(body.length)]);
    expect((await ask(url, {}, "PUT")).status).toBe(400);
  });

  test("has nothing left of what the camera wrote, unless the stored bytes are asked for with a signature", async () => {
    const original = await sharp(await pictureOf(RED))
      .jpeg()
      .withExif({ IFD0: { Make: "Canary" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
      .toBuffer();
    shelf.set("d.jpg", { bytes: original });
    const { slug, secret } = await webFolder();
    for (const query of ["", "?w=90", "?auto=format"])
      expect((await ask(`/i/${slug}/d.jpg${query}`)).body.toString("latin1")).not.toContain("Canary");
    expect((await ask(`/i/${slug}/d.jpg?tr=orig-true`)).status).toBe(403);
    const url = new ImageKit({ privateKey: secret }).helper.buildSrc({
      urlEndpoint: `http://pictures.test/i/${slug}`,
      src: "d.jpg",
      queryParameters: { tr: "orig-true" },
      signed: true,
    });
    const stored = await ask(url.slice("http://pictures.test".length));
    expect([stored.status, stored.body, stored.headers["cache-control"]]).toEqual([
      200,
      original,
      expect.stringMatching(/^private/),
    ]);
  });

  test("is kept as long as the rules of the source say", async () => {
    shelf.set("e.jpg", { bytes: await pictureOf(RED), headers: { "cache-control": "max-age=50" } });
    const controls = await Promise.all(
      (["respect", "override", "minimum"] as const).map(async (mode) => {
        const { slug } = await webFolder({ cache: { mode, seconds: 300, errorSeconds: 5 } });
        return (await ask(`/i/${slug}/e.jpg?w=20`)).headers["cache-control"];
      }),
    );
    expect(controls.map((control) => Number(control?.match(/^public, max-age=(\d+)$/)?.[1]) > 40)).toEqual([
      true,
      true,
      true,
    ]);
    expect(controls.map((control) => Number(control?.match(/\d+/)?.[0]) > 60)).toEqual([false, true, true]);
  });

  test("past its time is asked for again, and made again only if it has changed", async () => {
    shelf.set("f.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder({ cache: { mode: "override", seconds: 0, errorSeconds: 0 } });
    const url = `/i/${slug}/f.jpg?w=20`;
    const first = await ask(url);
    const same = await ask(url);
    expect([same.body, web.asked.filter((path) => path === "/f.jpg").length]).toEqual([first.body, 2]);
    shelf.set("f.jpg", { bytes: await pictureOf(BLUE, { width: 500 }) });
    expect(await hueOf((await ask(url)).body)).toBe("blue");
  });

  test("of another kind is delivered as it is, where it can do no harm", async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><script>alert(1)</script></svg>',
    );
    shelf.set("g.svg", { bytes: svg, type: "image/svg+xml" });
    shelf.set("g.html", { bytes: Buffer.from("<!doctype html><script>alert(1)</script>"), type: "text/html" });
    const { slug } = await webFolder();
    const drawing = await ask(`/i/${slug}/g.svg`);
    expect([drawing.body, drawing.headers["content-type"]]).toEqual([svg, "image/svg+xml"]);
    expect((await ask(`/i/${slug}/g.svg?w=40`)).headers["content-type"]).toBe("image/png");
    for (const answer of [drawing, await ask(`/i/${slug}/g.html`)])
      expect(answer.headers).toMatchObject({
        "content-security-policy": expect.stringMatching(/^default-src 'none'.*; sandbox$/),
        "x-content-type-options": "nosniff",
      });
  });
});

describe("a refusal", () => {
  test("says what is wrong, and where nothing is found shows what the source shows then", async () => {
    shelf.set("none.jpg", { bytes: await pictureOf(BLUE) });
    shelf.set("broken.jpg", { bytes: Buffer.from("this is no picture") });
    shelf.set("h.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder();
    expect(await ask(`/i/${slug}/nothing.jpg`)).toMatchObject({
      status: 404,
      headers: { "cache-control": "no-store" },
    });
    expect((await ask(`/i/${slug}/%E0%A4%A`)).status).toBe(404);
    expect((await ask(`/i/${slug}/`)).status).toBe(404);
    expect((await ask("/i/unknown/h.jpg")).status).toBe(404);
    const wrong = await ask(`/i/${slug}/h.jpg?w=wide&strict=1`);
    expect([wrong.status, wrong.body.toString()]).toEqual([400, expect.stringContaining('"w"')]);
    expect((await ask(`/i/${slug}/h.jpg?w=wide`)).status).toBe(200);

    const instead = await webFolder({ missingImage: "none.jpg", errorImage: "none.jpg" });
    const missing = await ask(`/i/${instead.slug}/nothing.jpg?w=10`);
    expect([missing.status, await hueOf(missing.body), (await sharp(missing.body).metadata()).width]).toEqual([
      404,
      "blue",
      10,
    ]);
  });

  test("meets the sites that are not named, those who come after the source was disabled, and the origin that fails", async () => {
    shelf.set("i.jpg", { bytes: await pictureOf(RED) });
    const { slug, id } = await webFolder({ referrers: ["shop.example", "*.blog.example"] });
    const status = async (referer?: string) => (await ask(`/i/${slug}/i.jpg?w=9`, referer ? { referer } : {})).status;
    expect(
      await Promise.all(
        [
          undefined,
          "https://shop.example/x",
          "https://a.blog.example/",
          "https://blog.example/",
          "https://evil.example/",
        ].map(status),
      ),
    ).toEqual([200, 200, 200, 403, 403]);
    await systemDb().execute(sql`update sources set status = 'disabled', disabled_at = now() where id = ${id}`);
    await expect.poll(() => status()).toBe(410);

    const dead = await putDelivered(studio.account, "web_folder", { origin: { url: "http://127.0.0.1:1/" } });
    const failed = await ask(`/i/${dead.slug}/x.jpg`);
    expect([failed.status, failed.body.toString()]).toEqual([502, expect.not.stringContaining("127.0.0.1")]);
  });
});

describe("who may", () => {
  test("come to a source of signed addresses: official libraries, until they end, and nobody else", async () => {
    shelf.set("j/k l.jpg", { bytes: await pictureOf(RED) });
    const { slug, secret } = await webFolder({ signedOnly: true, domains: ["signed.example.com"] });
    expect((await ask(`/i/${slug}/j/k%20l.jpg`)).status).toBe(403);
    const base = `http://pictures.test/i/${slug}`;
    const kit = new ImageKit({ privateKey: secret }).helper;
    const path = (url: string) => url.replace(/^https?:\/\/[^/]+/, "");
    const signed = kit.buildSrc({
      urlEndpoint: base,
      src: "j/k l.jpg",
      transformation: [{ width: 30 }],
      transformationPosition: "path",
      signed: true,
      expiresIn: 100,
    });
    const answer = await ask(path(signed));
    expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect([answer.status, answer.headers["cache-control"]]).toEqual([
      200,
      expect.stringMatching(/^private, max-age=\d{1,3}$/),
    ]);
    expect((await ask(path(signed).replace("w-30", "w-31"))).status).toBe(403);
    const ended = signed.replace(/ik-t=\d+/, "ik-t=1000000000");
    expect((await ask(path(ended))).status).toBe(403);

    const imgix = new ImgixClient({ domain: "signed.example.com", secureURLToken: secret });
    const own = path(imgix.buildURL("j/k l.jpg", { w: 30 }));
    expect((await ask(own, { host: "signed.example.com" })).status).toBe(200);
    expect((await ask(own.replace("w=30", "w=31"), { host: "signed.example.com" })).status).toBe(403);
    expect((await ask(own, { host: `${slug}.pictures.test` })).status).toBe(200);
    expect((await ask(own, { host: "other.example.com" })).status).toBe(421);
  });

  test("open a file of the library: who is signed in and may see it", async () => {
    await putPicture(studio.account, "secret.jpg", await pictureOf(RED));
    const { slug } = await putDelivered(studio.account, "library", { signedOnly: true });
    const url = `/i/${slug}/secret.jpg?w=20`;
    const as = async (name: "dana" | "jonah" | "priya") => {
      const answer = await ask(url, { cookie: `other=1; aperture.session=${await sessionOf(studio[name].userId)}` });
      return [answer.status, answer.headers["cache-control"]];
    };
    expect(await as("dana")).toEqual([200, "private, no-store"]);
    for (const name of ["jonah", "priya"] as const) expect(await as(name)).toEqual([404, "no-store"]);
    expect((await ask(url)).status).toBe(403);
    // Whoever has no way in does not learn what is there.
    const made = { cookie: "aperture.session=made-up" };
    const [there, nowhere] = [await ask(url, made), await ask(`/i/${slug}/nothing.jpg`, made)];
    expect([there.status, there.body]).toEqual([404, nowhere.body]);
  });
});

test("each request is counted with what it was answered", async () => {
  shelf.set("count.jpg", { bytes: await pictureOf(RED) });
  const { slug, id } = await webFolder();
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Mobile/15E148 Safari/604.1";
  const url = `/i/${slug}/count.jpg?w=20&fm=webp`;
  const { body } = await ask(url, {
    "user-agent": iphone,
    referer: "https://shop.example/cart?x=1",
    "cf-ipcountry": "FR",
  });
  await ask(url);
  await ask(`/i/${slug}/nothing.jpg`, { "user-agent": "Googlebot/2.1" });
  await flushDeliveries();
  const rows = await systemDb()
    .execute(sql`select path, status, bytes::int, original_bytes::int as original, format, cache_hit as hit, country, device, referrer
    from deliveries where source_id = ${id} order by at`);
  const original = shelf.get("count.jpg")?.bytes.length;
  expect([...rows]).toEqual([
    {
      path: "count.jpg",
      status: 200,
      bytes: body.length,
      original,
      format: "webp",
      hit: false,
      country: null,
      device: "mobile",
      referrer: "shop.example",
    },
    {
      path: "count.jpg",
      status: 200,
      bytes: body.length,
      original,
      format: "webp",
      hit: true,
      country: null,
      device: "other",
      referrer: null,
    },
    {
      path: "nothing.jpg",
      status: 404,
      bytes: expect.any(Number),
      original: null,
      format: null,
      hit: false,
      country: null,
      device: "bot",
      referrer: null,
    },
  ]);
});

describe("work", () => {
  test("two hundred who ask at once for the same are served by one render", async () => {
    shelf.set("m.jpg", { bytes: await pictureOf(RED, { width: 2000, height: 1500 }) });
    const { slug } = await webFolder();
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(`/i/${slug}/m.jpg?w=900&fm=webp`)));
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`)).size).toBe(1);
    expect(web.asked.filter((path) => path === "/m.jpg")).toHaveLength(1);
    const { cache } = await openedCache();
    expect(
      [...cache.entries]
        .filter(({ ingredients }) => ingredients[0]?.path === "m.jpg")
        .map(({ mime }) => mime)
        .toSorted(),
    ).toEqual(["image/jpeg", "image/webp"]);
  });

  test("beyond what can wait, who asks is told to come again", async () => {
    shelf.set("n.jpg", { bytes: await pictureOf(RED, { width: 3000, height: 2000 }) });
    const { slug } = await webFolder();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => ask(`/i/${slug}/n.jpg?w=${300 + n}`)));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(50);
    expect(busy.every(({ headers }) => headers["retry-after"] === "2")).toBe(true);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(32);
    expect((await ask(`/i/${slug}/n.jpg?w=50`)).status).toBe(200);
  });
});

describe("after a purge", () => {
  const purge = async (...scopes: PurgeScope[]) =>
    marksApplied(await withAccount(studio.account.id, (tx) => forgetCached(tx, studio.account.id, scopes)));

  test.each<[string, (id: string) => PurgeScope]>([
    ["its path", (sourceId) => ({ kind: "path", sourceId, path: "/p/q.jpg" })],
    ["what its path begins with", (sourceId) => ({ kind: "prefix", sourceId, prefix: "p/" })],
    ["its source", (sourceId) => ({ kind: "source", sourceId })],
  ])("of %s an image is made anew, and others are not", async (_, scopeOf) => {
    shelf.set("p/q.jpg", { bytes: await pictureOf(RED) });
    const [{ slug, id }, other] = [await webFolder(), await webFolder()];
    const url = (name: string) => `/i/${name}/p/q.jpg?w=20`;
    const before = await ask(url(slug));
    await ask(url(other.slug));
    shelf.set("p/q.jpg", { bytes: await pictureOf(BLUE, { width: 500 }) });
    expect((await ask(url(slug))).body).toEqual(before.body);
    await purge(scopeOf(id));
    const after = await ask(url(slug));
    expect([after.headers["x-cache"], await hueOf(after.body)]).toEqual(["miss", "blue"]);
    expect((await ask(url(other.slug))).headers["x-cache"]).toBe("hit");
  });

  test("a file that is replaced, moved or deleted is what it is now, though nobody purged it", async () => {
    const folder = await putFolder(studio.account, "Press");
    const fileId = await putPicture(studio.account, "r.jpg", await pictureOf(RED), { in: folder });
    const { slug } = await putDelivered(studio.account, "library", { signedOnly: false });
    const url = `/i/${slug}/Press/r.jpg?w=20`;
    expect(await hueOf((await ask(url)).body)).toBe("red");
    await replacePicture(studio.account, fileId, await pictureOf(BLUE));
    await marksApplied(1);
    expect(await hueOf((await ask(url)).body)).toBe("blue");
    await systemDb().execute(sql`update folders set name = 'Old' where id = ${folder}`);
    await marksApplied(1);
    expect((await ask(url)).status).toBe(404);
    expect((await ask(url.replace("Press", "Old"))).status).toBe(200);
    await systemDb().execute(sql`update files set trashed_at = now() where id = ${fileId}`);
    await marksApplied(1);
    expect((await ask(url.replace("Press", "Old"))).status).toBe(404);
  });

  test("what the servers hold is counted before, and is gone after", async () => {
    const folder = await putFolder(studio.account, "Counted");
    const fileId = await putPicture(studio.account, "t.jpg", await pictureOf(RED), { in: folder });
    const { slug } = await putDelivered(studio.account, "library", { signedOnly: false });
    await ask(`/i/${slug}/Counted/t.jpg?w=20`);
    await ask(`/i/${slug}/Counted/t.jpg?w=30`);
    const { settle } = await openedCache();
    const counted = async () => {
      await settle();
      return withAccount(studio.account.id, async (tx) => [
        await countCached(tx, studio.account.id, [{ kind: "file", fileId }]),
        await countCached(tx, studio.account.id, [{ kind: "folder", folderId: folder }]),
      ]);
    };
    expect(await counted()).toEqual([2, 2]);
    await purge({ kind: "folder", folderId: folder });
    expect(await counted()).toEqual([0, 0]);
  });

  test("under load, nobody who asks after the acknowledgement gets the old bytes", async () => {
    shelf.set("u.jpg", { bytes: await pictureOf(RED) });
    const { slug, id } = await webFolder();
    const url = `/i/${slug}/u.jpg?w=40`;
    const former = (await ask(url)).headers.etag;
    let isAcknowledged = false;
    let asked = 0;
    const late: boolean[] = [];
    const keepAsking = async () => {
      while (asked < 600 || late.length < 600) {
        asked++;
        const isLate = isAcknowledged;
        const { headers } = await ask(url);
        if (isLate) late.push(headers.etag === former);
      }
    };
    const asking = Array.from({ length: 16 }, keepAsking);
    shelf.set("u.jpg", { bytes: await pictureOf(BLUE, { width: 500 }) });
    await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(300);
    await purge({ kind: "path", sourceId: id, path: "u.jpg" });
    isAcknowledged = true;
    await Promise.all(asking);
    expect(late).not.toContain(true);
    expect((await ask(url)).headers.etag).not.toBe(former);
  });

  test("what was being made when it came is made again for those who wait", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    shelf.set("v.jpg", { bytes: await pictureOf(RED) });
    const slow = await serveWeb(async (_, response) => {
      const { bytes } = shelf.get("v.jpg") ?? { bytes: Buffer.alloc(0) };
      response.writeHead(200, { "content-type": "image/jpeg", etag: `"${bytes.length}"` });
      response.write(bytes.subarray(0, 100));
      await gate;
      response.end(bytes.subarray(100));
    });
    const { slug, id } = await putDelivered(studio.account, "web_folder", { origin: { url: `${slow.url}/` } });
    const answer = ask(`/i/${slug}/v.jpg?w=20`);
    await expect.poll(() => slow.asked.length).toBe(1);
    shelf.set("v.jpg", { bytes: await pictureOf(BLUE, { width: 500 }) });
    await purge({ kind: "path", sourceId: id, path: "v.jpg" });
    open();
    expect(await hueOf((await answer).body)).toBe("blue");
  });
});
