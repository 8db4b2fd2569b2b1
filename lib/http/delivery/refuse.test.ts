import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { BLUE, hueOf, RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf, putDelivered } from "@/lib/testing/pictures";
import { serveWeb } from "@/lib/testing/web-server";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

describe("a refusal", () => {
  test("says what is wrong, and where nothing is found shows what the source shows then", async () => {
    shelf.set("none.jpg", { bytes: await pictureOf(BLUE) });
    shelf.set("broken.jpg", { bytes: (await pictureOf(RED)).subarray(0, 30) });
    shelf.set("h.jpg", { bytes: await pictureOf(RED) });
    const { slug } = await webFolder();
    expect(await ask(`/i/${slug}/nothing.jpg`)).toMatchObject({
      status: 404,
      headers: { "cache-control": "public, max-age=60" },
    });
    expect(await ask("/i/unknown/nothing.jpg")).toMatchObject({ headers: { "cache-control": "no-store" } });
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
    const broken = await ask(`/i/${instead.slug}/broken.jpg?w=10`);
    expect([broken.status, await hueOf(broken.body)]).toEqual([422, "blue"]);
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
    expect((await ask(`/i/${slug}/i.jpg?auto=format`)).headers.vary).toBe("Accept, Referer");
    await systemDb().execute(sql`update sources set status = 'disabled', disabled_at = now() where id = ${id}`);
    await expect.poll(() => status()).toBe(410);

    const dead = await putDelivered(host.studio.account, "web_folder", { origin: { url: "http://127.0.0.1:1/" } });
    const failed = await ask(`/i/${dead.slug}/x.jpg`);
    expect([failed.status, failed.body.toString()]).toEqual([502, expect.not.stringContaining("127.0.0.1")]);
  });

  test("is kept for as long as the source says, and an origin that breaks off in the middle is not asked again meanwhile", async () => {
    let calls = 0;
    const torn = await serveWeb((_, response) => {
      calls++;
      response.writeHead(200, { "content-type": "image/jpeg", "content-length": 1000 });
      response.write(Buffer.alloc(500), () => response.destroy());
    });
    const times = { mode: "respect" as const, seconds: 60, errorSeconds: 7 };
    const of = { origin: { url: `${torn.url}/` }, cache: times };
    const { slug } = await putDelivered(host.studio.account, "web_folder", of);
    const first = await ask(`/i/${slug}/torn.jpg`);
    expect([first.status, first.headers["cache-control"]]).toEqual([502, "public, max-age=7"]);
    expect((await ask(`/i/${slug}/torn.jpg`)).status).toBe(502);
    expect(calls).toBe(1);

    const signed = await putDelivered(host.studio.account, "web_folder", { ...of, signedOnly: true });
    expect((await ask(`/i/${signed.slug}/torn.jpg`)).headers["cache-control"]).toBe("no-store");
    const never = { ...of, cache: { ...times, errorSeconds: 0 } };
    const always = await putDelivered(host.studio.account, "web_folder", never);
    for (let n = 0; n < 2; n++) await ask(`/i/${always.slug}/torn.jpg`);
    expect(calls).toBe(3);
  });
});
