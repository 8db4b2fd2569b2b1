import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFiles } from "@/lib/media/queries/list-files";
import { readContent } from "@/lib/media/queries/read-content";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { findLink } from "@/lib/share-links/queries/list-links";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder } from "@/lib/testing/library";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { receiveBytes } from "@/lib/uploads/commands/receive-upload";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("a file request takes files and shows none", async () => {
  const inbox = await putFolder(kit.studio.account, "inbox");
  const hidden = await putFile(kit.studio.account, "report.txt", { in: inbox });
  const { id, token } = await kit.make({ item: { folderId: inbox }, kind: "request" });
  const { actor } = await requireOpenLink(token, null, visitor());
  const bytes = new Blob(["from outside"]);
  const { fileId } = await uploadFile(
    actor,
    { name: "../../report.txt", folderId: kit.folder, clash: "version" },
    bytes,
  );
  expect(await findFile(kit.studio.lea, fileId)).toMatchObject({ name: "report (2).txt", folderId: inbox });
  expect((await findFile(kit.studio.lea, fileId)).owner).toMatchObject({ id: kit.studio.lea.memberId });
  await expect(listFiles(actor, filesSearch.parse({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(findFile(actor, fileId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readContent(actor, hidden, { rendition: "original", use: "view" })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ uploads: 1, views: 0, events: [{ kind: "upload" }] });
});

test("what a visitor was still sending when the link was revoked does not arrive", async () => {
  const inbox = await putFolder(kit.studio.account, "closed inbox");
  const { id, token } = await kit.make({ item: { folderId: inbox }, kind: "request" });
  const { actor } = await requireOpenLink(token, null, visitor());
  const begun = await beginUpload(actor, { name: "late.txt", size: 4, folderId: null, clash: "keep" });
  await revokeLinks(kit.studio.lea, { linkIds: [id] });
  const body = new Blob(["late"]).stream() as unknown as AsyncIterable<Uint8Array>;
  await expect(receiveBytes(actor, begun.id, { offset: 0, body, checksum: null })).rejects.toMatchObject(CLOSED);
  expect((await listFiles(kit.studio.lea, filesSearch.parse({ folder: inbox }))).rows).toEqual([]);
});

test("a file request takes as many files as it says, and none larger than it says, also from many at once", async () => {
  const { id, token } = await kit.make({ kind: "request", maxUploads: 2, maxUploadBytes: 10 });
  const { actor, room } = await requireOpenLink(token, null, visitor());
  expect(room).toEqual({ files: 2, bytes: 10 });
  const bring = (text: string) => uploadFile(actor, { name: "a.txt", folderId: null, clash: "keep" }, new Blob([text]));
  await expect(bring("eleven char")).rejects.toMatchObject({ code: "too_large" });
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => bring("small")));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ uploads: 2, status: "used_up" });
  await expect(bring("late")).rejects.toMatchObject({ code: "gone" });
});
