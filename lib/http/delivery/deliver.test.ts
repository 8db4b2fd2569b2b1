import { createHash } from "node:crypto";
import type http from "node:http";
import ImageKit from "@imagekit/nodejs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { CANARY, phoneFilm } from "@/lib/films/testing/film-maker";
import { surrogateKeyOf } from "@/lib/delivery/rules/surrogate-keys";
import { BLUE, hueOf, RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf } from "@/lib/testing/pictures";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

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
    expect(host.asked.filter((path) => path === "/a%20one.jpg")).toHaveLength(1);
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

  test("carries the keys by which a CDN in front forgets it, where such a CDN may keep it", async () => {
    shelf.set("k/b.jpg", { bytes: await pictureOf(RED) });
    shelf.set("none.jpg", { bytes: await pictureOf(BLUE) });
    const { slug, id } = await webFolder({ missingImage: "none.jpg" });
    const keysOf = async (path: string) =>
      (await ask(`/i/${slug}/${path}`)).headers["surrogate-key"]?.toString().split(" ");
    const keyAt = (path: string, sourceId = id) =>
      surrogateKeyOf(host.studio.account.id, { kind: "path", sourceId, path });
    expect(await keysOf("k/b.jpg?w=20")).toContain(keyAt("k/b.jpg"));
    expect(await keysOf("k/b.jpg?w=20")).toEqual(await keysOf("k/b.jpg?w=30"));
    expect(await keysOf("gone.jpg")).toEqual(expect.arrayContaining([keyAt("gone.jpg"), keyAt("none.jpg")]));
    const bare = await webFolder();
    expect((await ask(`/i/${bare.slug}/gone.jpg`)).headers).toMatchObject({
      "cache-control": expect.stringContaining("public"),
      "surrogate-key": expect.stringContaining(keyAt("gone.jpg", bare.id)),
    });
    const { headers } = await ask(`/i/${slug}/k/b.jpg`);
    expect(headers["cache-tag"]?.toString().split(",")).toEqual(await keysOf("k/b.jpg"));

    const closed = await webFolder({ signedOnly: true });
    const signature = createHash("md5").update(`${closed.secret}/k/b.jpg`).digest("hex");
    const signed = await ask(`/i/${closed.slug}/k/b.jpg?s=${signature}`);
    expect(signed).toMatchObject({ status: 200, headers: { "cache-control": expect.stringContaining("private") } });
    expect(signed.headers["surrogate-key"]).toBeUndefined();
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
    const [written, preflight] = [await ask(url, {}, "PUT"), await ask(url, {}, "OPTIONS")];
    expect([written.status, preflight.status]).toEqual([405, 204]);
    expect(written.headers.allow).toBe("GET, HEAD, OPTIONS");
    expect(preflight.headers["access-control-allow-origin"]).toBe("*");
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

  test("that moves has lost it too, whole and in part; one that cannot be looked through needs a signature", async () => {
    const { bytes, seen } = phoneFilm();
    shelf.set("film.mp4", { bytes, type: "video/mp4" });
    shelf.set("film.avi", { bytes: Buffer.from(`RIFF\0\0\0\0AVI ${CANARY}`), type: "video/x-msvideo" });
    const { slug } = await webFolder();
    const film = await ask(`/i/${slug}/film.mp4`);
    expect(film).toMatchObject({ status: 200, headers: { "content-type": "video/mp4" } });
    expect([film.body.length, film.body.indexOf(seen)]).toEqual([bytes.length, bytes.indexOf(seen)]);
    expect(film.body.toString("latin1")).not.toMatch(/Canary|ISO6709/);
    const at = bytes.indexOf("Canary");
    const part = await ask(`/i/${slug}/film.mp4?w=100`, { range: `bytes=${at}-${at + 99}` });
    expect([part.status, part.body, part.headers["x-cache"]]).toEqual([206, film.body.subarray(at, at + 100), "hit"]);
    expect((await ask(`/i/${slug}/film.mp4?tr=orig-true`)).status).toBe(403);
    expect((await ask(`/i/${slug}/film.avi`)).status).toBe(403);
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
    expect([same.body, host.asked.filter((path) => path === "/f.jpg").length]).toEqual([first.body, 2]);
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
