import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { PROOF_HEADER, writeProof } from "@/lib/delivery/rules/proof";
import { env } from "@/lib/env";
import { RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf } from "@/lib/testing/pictures";

useTestDatabase();
useDataFolder();
const { ask, shelf, webFolder } = serveImages();

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

test("the country is what a proxy in front says, where there is one", async () => {
  env().APERTURE_PROXIES = 1;
  shelf.set("far.jpg", { bytes: await pictureOf(RED) });
  const { slug, id } = await webFolder();
  await ask(`/i/${slug}/far.jpg`, { "cf-ipcountry": "fr" });
  await ask(`/i/${slug}/far.jpg`, { "cloudfront-viewer-country": "DE" });
  await ask(`/i/${slug}/far.jpg`, { "x-country-code": "Japan" });
  env().APERTURE_PROXIES = 0;
  await flushDeliveries();
  const rows = await systemDb().execute(sql`select country from deliveries where source_id = ${id} order by at`);
  expect(rows.map(({ country }) => country)).toEqual(["FR", "DE", null]);
});

test("what only we can write leaves a request out, for one address, and nothing else does", async () => {
  shelf.set("own.jpg", { bytes: await pictureOf(RED) });
  const { slug, id } = await webFolder();
  const url = `/i/${slug}/own.jpg`;
  await ask(url, { [PROOF_HEADER]: writeProof(url) });
  await ask(`${url}?w=1`, { [PROOF_HEADER]: writeProof(url) });
  await ask(`${url}?w=2`, { [PROOF_HEADER]: "made up", "user-agent": "Aperture purge check" });
  await flushDeliveries();
  const [row] = await systemDb().execute(sql`select count(*)::int as counted from deliveries where source_id = ${id}`);
  expect(row).toEqual({ counted: 2 });
});
