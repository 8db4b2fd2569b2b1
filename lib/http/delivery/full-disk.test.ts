import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { openedCache } from "@/lib/delivery/cache/open";
import { serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeSmallDisk } from "@/lib/testing/small-disk";

useTestDatabase();
useDataFolder();

let disk: Awaited<ReturnType<typeof makeSmallDisk>>;
beforeAll(async () => {
  disk = await makeSmallDisk(4);
  if (disk) process.env.APERTURE_CACHE = disk.folder;
});
afterAll(async () => {
  delete process.env.APERTURE_CACHE;
  await disk?.remove();
});

const { ask, shelf, webFolder } = serveImages();

/** About three bytes a pixel. */
const noisy = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();

test("a cache whose disk is fuller than it was told gives its oldest for what is new, and refuses what has no room at all", async (context) => {
  if (!disk) return context.skip("This system lets nobody mount a disk of their own.");
  const { slug } = await webFolder();
  for (let n = 0; n < 5; n++) {
    shelf.set(`${n}.png`, { bytes: await noisy(700, 500), type: "image/png" });
    expect((await ask(`/i/${slug}/${n}.png?w=300`)).status).toBe(200);
  }
  shelf.set("vast.png", { bytes: await noisy(1400, 1100), type: "image/png" });
  const refused = await ask(`/i/${slug}/vast.png?w=10`);
  expect([refused.status, refused.body.toString()]).toEqual([507, expect.stringContaining("storage is full")]);

  shelf.set("small.png", { bytes: await noisy(700, 300), type: "image/png" });
  const rest = (await fs.statfs(disk.folder)).bavail * 4096;
  await fs.writeFile(path.join(disk.folder, "others"), Buffer.alloc(rest - 700_000));
  // The original finds room, and what is made of it does only in the original's place.
  expect((await ask(`/i/${slug}/small.png?w=690`)).status).toBe(507);
  await fs.rm(path.join(disk.folder, "others"));
  expect((await ask(`/i/${slug}/small.png?w=690`)).status).toBe(200);
  const { cache } = await openedCache();
  expect(await fs.readdir(path.join(cache.folder, "passing"))).toEqual([]);
});
