import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { openedCache } from "@/lib/delivery/cache/open";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { countCached } from "@/lib/delivery/queries/count-cached";
import { marksApplied } from "@/lib/delivery/queries/marks-applied";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { BLUE, hueOf, RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { pictureOf, putDelivered, putPicture, replacePicture } from "@/lib/testing/pictures";
import { serveWeb } from "@/lib/testing/web-server";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

describe("after a purge", () => {
  const purge = async (...scopes: PurgeScope[]) =>
    marksApplied(await withAccount(host.studio.account.id, (tx) => forgetCached(tx, host.studio.account.id, scopes)));

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
    const folder = await putFolder(host.studio.account, "Press");
    const fileId = await putPicture(host.studio.account, "r.jpg", await pictureOf(RED), { in: folder });
    const { slug } = await putDelivered(host.studio.account, "library", { signedOnly: false });
    const url = `/i/${slug}/Press/r.jpg?w=20`;
    expect(await hueOf((await ask(url)).body)).toBe("red");
    await replacePicture(host.studio.account, fileId, await pictureOf(BLUE));
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
    const folder = await putFolder(host.studio.account, "Counted");
    const fileId = await putPicture(host.studio.account, "t.jpg", await pictureOf(RED), { in: folder });
    const { slug } = await putDelivered(host.studio.account, "library", { signedOnly: false });
    await ask(`/i/${slug}/Counted/t.jpg?w=20`);
    await ask(`/i/${slug}/Counted/t.jpg?w=30`);
    const { settle } = await openedCache();
    const counted = async () => {
      await settle();
      return withAccount(host.studio.account.id, async (tx) => [
        await countCached(tx, host.studio.account.id, [{ kind: "file", fileId }]),
        await countCached(tx, host.studio.account.id, [{ kind: "folder", folderId: folder }]),
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
    const { slug, id } = await putDelivered(host.studio.account, "web_folder", { origin: { url: `${slow.url}/` } });
    const answer = ask(`/i/${slug}/v.jpg?w=20`);
    await expect.poll(() => slow.asked.length).toBe(1);
    shelf.set("v.jpg", { bytes: await pictureOf(BLUE, { width: 500 }) });
    await purge({ kind: "path", sourceId: id, path: "v.jpg" });
    open();
    expect(await hueOf((await answer).body)).toBe("blue");
  });
});
