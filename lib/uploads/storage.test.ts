import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { deleteVersion } from "@/lib/media/commands/versions";
import { sweepBytes } from "@/lib/media/commands/sweep-bytes";
import { listVersions } from "@/lib/media/queries/list-versions";
import { storageIn } from "@/lib/media/queries/storage-use";
import { createLink } from "@/lib/share-links/commands/create-link";
import { createLinkInput } from "@/lib/share-links/input";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { receiveBytes, uploadProgress } from "@/lib/uploads/commands/receive-upload";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

const limitTo = ({ id }: ActorAccount, bytes: number | null) =>
  systemDb().execute(sql`update accounts set storage_limit = ${bytes} where id = ${id}`);

const useOf = ({ id }: ActorAccount) => withSystem((tx) => storageIn(tx, id));

const upload = ({ lea }: Studio, bytes: Uint8Array<ArrayBuffer>, folderId: string | null = null) =>
  uploadFile(lea, { name: "hero.bin", folderId, clash: "version" }, new Blob([bytes]));

const random = (size: number) => Uint8Array.from(randomBytes(size));

const full = { code: "full" };

test("fifty uploads at once take no byte more than the account may store", async () => {
  const studio = await makeStudio();
  await limitTo(studio.account, 10_500);
  const folders = await Promise.all(Array.from({ length: 50 }, (_, i) => putFolder(studio.account, `${i}`)));
  const sent = await Promise.allSettled(folders.map((folder) => upload(studio, random(1_000), folder)));
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const refusals = sent.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
  expect(refusals).toEqual(Array.from({ length: 40 }, () => "full"));
  expect(await useOf(studio.account)).toEqual({ used: 10_000, begun: 0, limit: 10_500 });
});

test("what is begun has its room, until it is finished or expires", async () => {
  const studio = await makeStudio();
  await limitTo(studio.account, 1_000);
  const begin = () => beginUpload(studio.lea, { name: "a.bin", size: 600, folderId: null, clash: "keep" });
  const { id } = await begin();
  await expect(begin()).rejects.toMatchObject(full);
  await systemDb().execute(sql`update uploads set expires_at = now() where id = ${id}`);
  await begin();
});

test("each content counts once, in whatever files and versions it is, and no more when nothing holds it", async () => {
  const studio = await makeStudio();
  const { account, lea } = studio;
  await limitTo(account, 3_000);
  const [one, two] = [random(1_000), random(1_000)];
  const { fileId } = await upload(studio, one);
  await upload(studio, two);
  await upload(studio, one, await putFolder(account, "again"));
  expect(await useOf(account)).toMatchObject({ used: 2_000 });
  await limitTo(account, 2_500);
  await expect(upload(studio, random(1_000))).rejects.toMatchObject({
    ...full,
    message:
      "2 kB of the 2.5 kB that this account may store are taken, and this file has 1 kB. Delete files for good or old versions, or ask someone with the permission Billing for a larger plan.",
  });
  const versions = await listVersions(lea, fileId);
  const newest = versions.find(({ number }) => number === 2);
  await deleteVersion(lea, { fileId, versionId: newest?.id ?? "" });
  await systemDb().execute(
    sql`update blobs set created_at = now() - interval '2 hours' where account_id = ${account.id}`,
  );
  await sweepBytes();
  expect(await useOf(account)).toMatchObject({ used: 1_000 });
  await upload(studio, random(1_000));
});

test("a plan that became smaller meanwhile refuses at the end, keeps the bytes, and makes the file once there is room", async () => {
  const { account, lea } = await makeStudio();
  const { id } = await beginUpload(lea, { name: "late.bin", size: 800, folderId: null, clash: "keep" });
  await limitTo(account, 500);
  const body = (async function* () {
    yield randomBytes(800);
  })();
  await expect(receiveBytes(lea, id, { offset: 0, body, checksum: null })).rejects.toMatchObject(full);
  await expect(uploadProgress(lea, id)).rejects.toMatchObject(full);
  expect(await useOf(account)).toMatchObject({ used: 0 });
  await limitTo(account, null);
  expect(await uploadProgress(lea, id)).toMatchObject({ fileId: expect.stringMatching(/^fil_/) });
});

test("visitors of a file request take from the same room, and are told nothing of the account", async () => {
  const { account, lea } = await makeStudio();
  const folderId = await putFolder(account, "For you");
  const { url } = await createLink(lea, createLinkInput.parse({ item: { folderId }, kind: "request" }));
  const origin = { ip: "203.0.113.9", userAgent: "Firefox", requestId: "request" };
  const { actor: visitor } = await requireOpenLink(url.split("/").at(-1) ?? "", null, origin);
  await limitTo(account, 500);
  await expect(
    beginUpload(visitor, { name: "mine.bin", size: 501, folderId: null, clash: "keep" }),
  ).rejects.toMatchObject({
    ...full,
    message: "There is no room for this file. Tell the person who sent you the link.",
  });
  await beginUpload(visitor, { name: "mine.bin", size: 400, folderId: null, clash: "keep" });
  await expect(
    beginUpload(visitor, { name: "more.bin", size: 400, folderId: null, clash: "keep" }),
  ).rejects.toMatchObject(full);
});
