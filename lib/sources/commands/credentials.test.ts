import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource } from "@/lib/sources/commands/deploy-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { listSources } from "@/lib/sources/queries/list-sources";
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
  await vi.waitFor(async () =>
    expect(await findDelivered({ slug: source.slug })).toMatchObject({
      secrets: { accessKeyId, secretAccessKey: renewed },
    }),
  );

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
  await vi.waitFor(async () => expect(await findDelivered({ slug })).toMatchObject({ signingSecret: renewed }));
});
