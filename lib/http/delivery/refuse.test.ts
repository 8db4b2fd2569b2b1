import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { BLUE, hueOf, RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf, putDelivered } from "@/lib/testing/pictures";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

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

    const dead = await putDelivered(host.studio.account, "web_folder", { origin: { url: "http://127.0.0.1:1/" } });
    const failed = await ask(`/i/${dead.slug}/x.jpg`);
    expect([failed.status, failed.body.toString()]).toEqual([502, expect.not.stringContaining("127.0.0.1")]);
  });
});
