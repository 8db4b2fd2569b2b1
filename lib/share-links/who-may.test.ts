import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { moveItems } from "@/lib/media/commands/move";
import { countDownload } from "@/lib/share-links/commands/count";
import { createLink } from "@/lib/share-links/commands/create-link";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { createLinkInput, linksSearch } from "@/lib/share-links/input";
import { findLink, listLinks } from "@/lib/share-links/queries/list-links";
import { makePressKit, open, type PressKit } from "@/lib/share-links/testing/press-kit";
import { putFile, putFolder, putShare } from "@/lib/testing/library";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("links are made, changed and listed by those who manage the thing", async () => {
  const own = await putFolder(kit.studio.account, "own");
  await putShare(kit.studio.account, own, kit.studio.jonah.memberId, "manage");
  const made = await createLink(kit.studio.jonah, createLinkInput.parse({ item: { folderId: own } }));
  const other = await kit.make();
  expect((await listLinks(kit.studio.jonah, linksSearch.parse({}))).rows.map(({ id }) => id)).toEqual([made.id]);
  expect((await listLinks(kit.studio.lea, linksSearch.parse({ limit: 1000 }))).rows.map(({ id }) => id)).toContain(
    made.id,
  );
  await expect(kit.make({ item: { folderId: "fld_0000" } })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    createLink(kit.studio.jonah, createLinkInput.parse({ item: { folderId: kit.folder } })),
  ).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    createLink(kit.studio.sofia, createLinkInput.parse({ item: { folderId: kit.folder } })),
  ).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "shareLinks.create" },
  });
  await expect(editLink(kit.studio.jonah, { linkId: other.id, note: "mine" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await revokeLinks(kit.studio.jonah, { linkIds: [other.id, made.id] })).outcomes).toMatchObject([
    { outcome: "refused" },
    { outcome: "changed" },
  ]);
});

test("whoever may contribute to a thing neither makes nor changes links to it", async () => {
  const folder = await putFolder(kit.studio.account, "for contributions");
  await putShare(kit.studio.account, folder, kit.studio.jonah.memberId, "contribute");
  const { id } = await kit.make({ item: { folderId: folder } });
  const refused = (operation: string) => ({ code: "forbidden", details: { operation } });
  await expect(
    createLink(kit.studio.jonah, createLinkInput.parse({ item: { folderId: folder } })),
  ).rejects.toMatchObject(refused("shareLinks.create"));
  await expect(editLink(kit.studio.jonah, { linkId: id, note: "mine" })).rejects.toMatchObject({ code: "not_found" });
  expect((await revokeLinks(kit.studio.jonah, { linkIds: [id] })).outcomes).toMatchObject([{ outcome: "refused" }]);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ note: "", status: "active" });
});

test("what visitors took is named only as long as whoever asks may know of it", async () => {
  const own = await putFolder(kit.studio.account, "theirs");
  await putShare(kit.studio.account, own, kit.studio.jonah.memberId, "manage");
  const taken = await putFile(kit.studio.account, "plan.txt", { in: own });
  const { id, token } = await kit.make({ item: { folderId: own } });
  await countDownload(await open(token), { fileId: taken });
  const names = async () => (await findLink(kit.studio.jonah, id)).events.map(({ fileName }) => fileName);
  expect(await names()).toContain("plan.txt");
  await moveItems(kit.studio.lea, { fileIds: [taken], folderIds: [], toId: kit.inner, clash: "skip" });
  expect(await names()).not.toContain("plan.txt");
});
