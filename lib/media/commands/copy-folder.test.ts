import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { copyFolder } from "@/lib/media/commands/copy-folder";
import { unpublishItems } from "@/lib/media/commands/privacy";
import { tagFiles } from "@/lib/media/commands/tags";
import { deleteItems } from "@/lib/media/commands/trash";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { findFolder, listFolder } from "@/lib/media/queries/list-folder";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const filesIn = async (folder: string) =>
  (await listFiles(studio.lea, filesSearch.parse({ folder, below: true, sort: "name" }))).rows;

test("a folder is copied with all below it but the trash; whoever copies owns it, and private stays private", async () => {
  const { account, jonah } = studio;
  const [source, target] = [await putFolder(account, "Shoot"), await putFolder(account, "Target")];
  const inner = await putFolder(account, "Raw", { in: source });
  const hero = await putFile(account, "hero.jpg", { in: inner });
  await putFile(account, "notes.txt", { in: source });
  const gone = await putFile(account, "gone.txt", { in: source });
  await tagFiles(studio.lea, { fileIds: [hero], add: ["sea"], remove: [] });
  await unpublishItems(studio.lea, { fileIds: [], folderIds: [inner] });
  await deleteItems(studio.lea, { fileIds: [gone], folderIds: [] });
  await putShare(account, source, jonah.memberId, "contribute");
  await putShare(account, target, jonah.memberId, "contribute");

  const { id } = await copyFolder(jonah, { folderId: source, toId: target });
  expect(await findFolder(jonah, id)).toMatchObject({ name: "Shoot", owner: { id: jonah.memberId }, level: "manage" });
  const { folders } = await listFolder(studio.lea, id);
  expect(folders.rows).toMatchObject([{ name: "Raw", isPrivate: true, owner: { id: jonah.memberId } }]);
  expect(await filesIn(id)).toMatchObject([
    { name: "hero.jpg", tags: ["sea"], isPrivate: true, owner: { id: jonah.memberId } },
    { name: "notes.txt" },
  ]);
  expect(await filesIn(source)).toHaveLength(2);

  const again = await copyFolder(studio.lea, { folderId: source, toId: target });
  expect(await findFolder(studio.lea, again.id)).toMatchObject({ name: "Shoot (2)" });
});

test("nobody copies a folder into itself, from where they only look, or to where they may not create", async () => {
  const { account, jonah, lea } = studio;
  const box = await putFolder(account, "Box");
  const inner = await putFolder(account, "Inner", { in: box });
  for (const toId of [box, inner])
    await expect(copyFolder(lea, { folderId: box, toId })).rejects.toMatchObject({ code: "conflict" });
  const mine = await putFolder(account, "Mine", { owner: jonah.memberId });
  await expect(copyFolder(jonah, { folderId: box, toId: mine })).rejects.toMatchObject({ code: "not_found" });
  await putShare(account, box, jonah.memberId, "view");
  for (const asked of [
    { folderId: box, toId: mine },
    { folderId: mine, toId: box },
    { folderId: mine, toId: null },
  ])
    await expect(copyFolder(jonah, asked)).rejects.toMatchObject({ code: "forbidden" });
});
