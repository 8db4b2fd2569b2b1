import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { createSource } from "@/lib/sources/commands/create-source";
import { findSource } from "@/lib/sources/queries/find-source";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { serveNames } from "@/lib/testing/name-server";
import { makeSource } from "@/lib/testing/sources";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();
const names = serveNames();
const given = makeWebFolders();
const { folder, make } = given;

test("a domain belongs to one source of the whole server, and the server's own to none", async () => {
  const other = await makeStudio();
  for (const { account } of [given.studio, other]) names.prove(account, "img.example.com");
  await make({ domains: ["img.example.com"] });
  const late = await makeSource(other.dana, "web_folder", folder({ domains: ["IMG.example.com"] }));
  const source = await findSource(other.dana, late);
  expect(source).toMatchObject({ status: "failed", deployment: null });
  expect(source.deployments[0]?.log.at(-1)?.says).toContain("belongs to another source");
  const attempt = (domain: string) =>
    createSource(given.studio.dana, {
      name: "Ours",
      type: "web_folder",
      config: { ...folder(), domains: [domain] },
      secrets: {},
    });
  for (const domain of ["localhost", "images.localhost"])
    await expect(attempt(domain)).rejects.toMatchObject({ code: "invalid" });
});

test("what is wrong with a source is told field by field", async () => {
  const attempt = (type: "web_folder" | "s3", origin: Record<string, string>, secrets: Record<string, string> = {}) =>
    createSource(given.studio.dana, { name: "Wrong", type, config: folder({ origin }), secrets }).catch((error) =>
      error.details.fields.map(({ path }: { path: string }) => path),
    );
  expect(await attempt("web_folder", {})).toEqual(["config.origin.url"]);
  expect(await attempt("web_folder", { url: "images" })).toEqual(["config.origin.url"]);
  expect(await attempt("web_folder", { url: given.web.url, secret: "x" })).toEqual(["config.origin.secret"]);
  expect(await attempt("s3", { bucket: "press" })).toEqual([
    "config.origin.region",
    "secrets.accessKeyId",
    "secrets.secretAccessKey",
  ]);
  const inTheOpen = { bucket: "press", region: "eu-central-1", secretAccessKey: "x", accessKeyId: "x" };
  expect(await attempt("s3", inTheOpen)).toEqual(
    expect.arrayContaining(["config.origin.secretAccessKey", "secrets.accessKeyId"]),
  );
});

test("a source whose name's address is taken gets the next free one, also from another account and at once", async () => {
  const other = await makeStudio();
  const name = "Press images (2027)";
  const create = (actor: MemberActor, slug?: string) =>
    createSource(actor, { name, slug, type: "web_folder", config: folder(), secrets: {} });
  const made = [await create(other.dana)];
  made.push(...(await Promise.all([create(given.studio.dana), create(given.studio.dana), create(other.dana)])));
  const slugs = await systemDb().execute(
    sql`select slug from sources where id in ${made.map(({ id }) => id)} order by slug`,
  );
  expect(slugs.map(({ slug }) => slug)).toEqual([
    "press-images-2027",
    "press-images-2027-2",
    "press-images-2027-3",
    "press-images-2027-4",
  ]);
  await expect(create(given.studio.dana, "press-images-2027")).rejects.toMatchObject({
    code: "conflict",
    details: { fields: [{ path: "slug" }] },
  });
});
