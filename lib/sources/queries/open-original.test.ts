import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { openOriginal } from "@/lib/sources/queries/open-original";
import { readConfig, type NewConfig, type SourceType } from "@/lib/sources/rules/config";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder } from "@/lib/testing/library";
import { makeAccount } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();
const dataFolder = useDataFolder();

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

let account: ActorAccount;
let web: WebServer;

beforeAll(async () => {
  account = await makeAccount();
  web = await serveWeb((request, response) => {
    switch (request.url) {
      case "/images/press/hero%20one.png":
        return response
          .writeHead(200, { etag: '"7"', "content-length": PNG.length, "cache-control": "public, max-age=60" })
          .end(PNG);
      case "/images/secret.png":
        return response.writeHead(403).end();
      case "/images/moved.png":
        return response.writeHead(302, { location: "/images/press/hero%20one.png" }).end();
      default:
        return response.writeHead(404).end();
    }
  });
});

const open = (type: SourceType, config: NewConfig, path: string) =>
  openOriginal({ accountId: account.id, type, config: readConfig(config), secrets: {} }, path, {
    signal: AbortSignal.timeout(5_000),
  });

const folder = (basePath = "") => ({ basePath, origin: { url: `${web.url}/images/` } });

test("a web folder gives its images with what marks them", async () => {
  const { bytes, ...original } = await open("web_folder", folder("press"), "hero one.png");
  expect(Buffer.from(await new Response(bytes).arrayBuffer())).toEqual(PNG);
  expect(original).toMatchObject({
    size: PNG.length,
    mime: "image/png",
    identity: '"7"-16',
    maxAge: 60,
    fileId: null,
    isPrivate: false,
  });
  expect((await open("web_folder", folder(), "moved.png")).identity).toBe('"7"-16');
});

test("what is not there is not found, and what fails names its part", async () => {
  await expect(open("web_folder", folder(), "none.png")).rejects.toMatchObject({ code: "not_found" });
  await expect(open("web_folder", folder(), "secret.png")).rejects.toMatchObject({ part: "permission" });
  const closed = { origin: { url: "http://127.0.0.1:1" } };
  await expect(open("web_folder", closed, "a.png")).rejects.toMatchObject({ part: "connection" });
  const nowhere = { origin: { url: "http://nowhere.invalid" } };
  await expect(open("web_folder", nowhere, "a.png")).rejects.toMatchObject({ part: "name" });
});

test.each(["../secret.png", "a/../../secret.png", "./x.png", "a//b.png", "a\\b.png", "", "a\0.png"])(
  "%j leaves the folder, so nobody is asked",
  async (path) => {
    const before = web.asked.length;
    await expect(open("web_folder", folder("press"), path)).rejects.toMatchObject({ code: "not_found" });
    expect(web.asked).toHaveLength(before);
  },
);

test("the library gives files by their folders and names, whatever their capitals", async () => {
  const press = await putFolder(account, "Press");
  const year = await putFolder(account, "2027", { in: press });
  const id = await putFile(account, "Café.txt", { in: year });
  const sha256 = createHash("sha256").update(id).digest("hex");
  const file = path.join(dataFolder(), "original");
  await fs.writeFile(file, id);
  await storage().put(keyOf(sha256), file);
  const { bytes, ...original } = await open("library", { basePath: "press" }, "2027/CAFÉ.txt");
  expect(await new Response(bytes).text()).toBe(id);
  expect(original).toMatchObject({ fileId: id, folderIds: [press, year], identity: sha256, mime: "text/plain" });

  await expect(open("library", {}, "2027/Café.txt")).rejects.toMatchObject({ code: "not_found" });
  const other = { accountId: (await makeAccount()).id, type: "library" as const, config: readConfig({}), secrets: {} };
  const signal = AbortSignal.timeout(5_000);
  await expect(openOriginal(other, "Press/2027/Café.txt", { signal })).rejects.toMatchObject({ code: "not_found" });
  await systemDb().execute(
    sql`update folders set trashed_at = now() where account_id = ${account.id} and id = ${press}`,
  );
  await expect(open("library", {}, "Press/2027/Café.txt")).rejects.toMatchObject({ code: "not_found" });
});
