import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { openedCache } from "@/lib/delivery/cache/open";
import { RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf } from "@/lib/testing/pictures";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

test("two hundred who ask at once for the same are served by one render", async () => {
  shelf.set("m.jpg", { bytes: await pictureOf(RED, { width: 2000, height: 1500 }) });
  const { slug } = await webFolder();
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(`/i/${slug}/m.jpg?w=900&fm=webp`)));
  expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`)).size).toBe(1);
  expect(host.asked.filter((path) => path === "/m.jpg")).toHaveLength(1);
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
