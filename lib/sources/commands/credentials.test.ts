import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { listSources } from "@/lib/sources/queries/list-sources";
import { testConnection } from "@/lib/sources/queries/test-connection";
import { sourceConfig } from "@/lib/sources/rules/config";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { makeSource, runDeploymentOf } from "@/lib/testing/sources";
import { everythingKept } from "@/lib/testing/storage";
import { serveWeb } from "@/lib/testing/web-server";

useTestDatabase();
const given = makeWebFolders();
const { find, make } = given;

test("credentials are kept sealed, replaced and forgotten, and appear nowhere", async () => {
  const secretAccessKey = randomBytes(20).toString("hex");
  const accessKeyId = randomBytes(10).toString("hex").toUpperCase();
  const printed: string[] = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((text) => void printed.push(String(text)));
  const storage = await serveWeb((_request, response) => response.end("<ListBucketResult></ListBucketResult>"));
  const origin = { endpoint: storage.url, bucket: "press" };
  const secrets = { accessKeyId, secretAccessKey };
  const id = await makeSource(given.studio.dana, "s3_compatible", { origin }, { secrets });
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", secretsSet: ["accessKeyId", "secretAccessKey"] });
  expect(await findDelivered({ slug: source.slug })).toMatchObject({ secrets });

  const renewed = randomBytes(20).toString("hex");
  await editSource(given.studio.dana, { sourceId: id, secrets: { secretAccessKey: renewed } });
  expect((await find(id)).changes).toEqual([{ label: "Credentials", before: "as they are", after: "replaced" }]);
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  await expect
    .poll(() => findDelivered({ slug: source.slug }))
    .toMatchObject({
      secrets: { accessKeyId, secretAccessKey: renewed },
    });

  const told = [
    JSON.stringify([await find(id), await listSources(given.studio.dana)]),
    await everythingKept(),
    ...printed,
  ].join();
  for (const secret of [accessKeyId, secretAccessKey, renewed]) expect(told).not.toContain(secret);
  const kept = await systemDb().execute(
    sql`select number from deployments where source_id = ${id} and secrets is not null`,
  );
  expect(kept).toEqual([{ number: 2 }]);
  await deleteSource(given.studio.dana, { sourceId: id });
  expect(
    await systemDb().execute(sql`select from deployments where source_id = ${id} and secrets is not null`),
  ).toEqual([]);
  vi.restoreAllMocks();
});

test("another token ends what was signed with the one before", async () => {
  const id = await make();
  const { slug, token } = await find(id);
  const { token: renewed } = await rotateToken(given.studio.dana, { sourceId: id });
  expect(renewed).not.toBe(token);
  await expect.poll(() => findDelivered({ slug })).toMatchObject({ signingSecret: renewed });
});

/** Two storages; of each request the key that signed it is noted. */
async function serveStorages() {
  const asked = { ours: [] as string[], theirs: [] as string[] };
  const serve = (keys: string[]) =>
    serveWeb((request, response) => {
      keys.push(/Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "none");
      response.end("<ListBucketResult></ListBucketResult>");
    });
  return { asked, ours: await serve(asked.ours), theirs: await serve(asked.theirs) };
}

test("credentials are told to no other place than the one that they were entered for", async () => {
  const { dana } = given.studio;
  const { asked, ours, theirs } = await serveStorages();
  const secrets = { accessKeyId: "OURS", secretAccessKey: "ours" };
  const origin = { endpoint: ours.url, bucket: "press" };
  const sourceId = await makeSource(dana, "s3_compatible", { origin }, { secrets });
  const moved = sourceConfig.parse({ origin: { ...origin, endpoint: theirs.url } });
  const missing = {
    code: "invalid",
    details: { fields: [{ path: "secrets.accessKeyId" }, { path: "secrets.secretAccessKey" }] },
  };
  const type = "s3_compatible";
  await expect(testConnection(dana, { sourceId, type, config: moved, secrets: {} })).rejects.toMatchObject(missing);
  await expect(editSource(dana, { sourceId, config: moved })).rejects.toMatchObject(missing);
  const other = sourceConfig.parse({ origin: { ...origin, bucket: "elsewhere" } });
  await expect(editSource(dana, { sourceId, config: other })).rejects.toMatchObject(missing);
  await expect(
    testConnection(dana, {
      sourceId,
      type: "s3",
      config: sourceConfig.parse({ origin: { bucket: "press", region: "eu" } }),
      secrets: {},
    }),
  ).rejects.toMatchObject(missing);
  expect(asked.theirs).toEqual([]);

  const theirSecrets = { accessKeyId: "THEIRS", secretAccessKey: "theirs" };
  await editSource(dana, { sourceId, config: moved, secrets: theirSecrets });
  await editSource(dana, { sourceId, config: sourceConfig.parse({ origin }) });
  expect(await find(sourceId)).toMatchObject({ draft: null, changes: [] });
  await editSource(dana, { sourceId, config: moved, secrets: theirSecrets });
  await editSource(dana, { sourceId, config: { ...moved, defaults: "auto=format" } });
  await deploySource(dana, { sourceId });
  await runDeploymentOf(sourceId);
  expect(await find(sourceId)).toMatchObject({ status: "deployed", deployment: 2 });
  await expect(rollBackSource(dana, { sourceId, number: 1 })).rejects.toMatchObject({ code: "conflict" });
  expect([new Set(asked.ours), new Set(asked.theirs)]).toEqual([new Set(["OURS"]), new Set(["THEIRS"])]);
});

test("what a failed deployment tried is tried again with its own credentials", async () => {
  const { dana } = given.studio;
  const { asked, ours, theirs } = await serveStorages();
  const origin = { endpoint: ours.url, bucket: "press" };
  const secrets = { accessKeyId: "OURS", secretAccessKey: "ours" };
  const sourceId = await makeSource(dana, "s3_compatible", { origin }, { secrets });
  const config = sourceConfig.parse({ origin: { ...origin, endpoint: theirs.url }, missingImage: "not-there.png" });
  await editSource(dana, { sourceId, config, secrets: { accessKeyId: "THEIRS", secretAccessKey: "theirs" } });
  for (const number of [2, 3]) {
    expect(await deploySource(dana, { sourceId })).toEqual({ number });
    await runDeploymentOf(sourceId);
    expect((await find(sourceId)).deployment).toBe(1);
  }
  expect(new Set(asked.theirs)).toEqual(new Set(["THEIRS"]));
});
