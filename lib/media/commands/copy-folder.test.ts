import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { inBatches } from "@/lib/in-batches";
import { copyFolder, copyFolderRest } from "@/lib/media/commands/copy-folder";
import { unpublishItems } from "@/lib/media/commands/privacy";
import { tagFiles } from "@/lib/media/commands/tags";
import { deleteItems } from "@/lib/media/commands/trash";
import type { CopyFolderRest } from "@/lib/media/input/change";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { findFolder, listFolder } from "@/lib/media/queries/list-folder";
import { setShares } from "@/lib/shares/commands/set-shares";
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

  const { id, rest } = await copyFolder(jonah, { folderId: source, toId: target, clash: "keep" });
  expect(rest).toBeNull();
  expect(await findFolder(jonah, id)).toMatchObject({ name: "Shoot", owner: { id: jonah.memberId }, level: "manage" });
  const { folders } = await listFolder(studio.lea, id);
  expect(folders.rows).toMatchObject([{ name: "Raw", isPrivate: true, owner: { id: jonah.memberId } }]);
  expect(await filesIn(id)).toMatchObject([
    { name: "hero.jpg", tags: ["sea"], isPrivate: true, owner: { id: jonah.memberId } },
    { name: "notes.txt" },
  ]);
  expect(await filesIn(source)).toHaveLength(2);

  const again = await copyFolder(studio.lea, { folderId: source, toId: target, clash: "keep" });
  expect(await findFolder(studio.lea, again.id)).toMatchObject({ name: "Shoot (2)" });
});

test("nobody copies a folder into itself, from where they only look, or to where they may not create", async () => {
  const { account, jonah, lea } = studio;
  const box = await putFolder(account, "Box");
  const inner = await putFolder(account, "Inner", { in: box });
  for (const toId of [box, inner])
    await expect(copyFolder(lea, { folderId: box, toId, clash: "keep" })).rejects.toMatchObject({ code: "conflict" });
  const mine = await putFolder(account, "Mine", { owner: jonah.memberId });
  await expect(copyFolder(jonah, { folderId: box, toId: mine, clash: "keep" })).rejects.toMatchObject({
    code: "not_found",
  });
  await putShare(account, box, jonah.memberId, "view");
  for (const asked of [
    { folderId: box, toId: mine },
    { folderId: mine, toId: box },
    { folderId: mine, toId: null },
  ])
    await expect(copyFolder(jonah, { ...asked, clash: "keep" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a large folder comes a turn at a time, each file once, and what goes on needs the same rights", async () => {
  const { account, jonah, lea } = studio;
  const [source, target] = [await putFolder(account, "Archive"), await putFolder(account, "Copies")];
  const days = await putFolder(account, "Days", { in: source });
  const names = Array.from({ length: 120 }, (_, n) => `shot ${String(n).padStart(3, "0")}.txt`);
  for (const some of inBatches(names, 10)) await Promise.all(some.map((name) => putFile(account, name, { in: days })));
  await putShare(account, source, jonah.memberId, "contribute");
  await putShare(account, target, jonah.memberId, "contribute");
  const first = await copyFolder(jonah, { folderId: source, toId: target, clash: "keep" });
  expect(first).toMatchObject({ files: 50, rest: { files: 70 }, made: { fileIds: [], folderIds: [first.id] } });
  const rest = first.rest?.input as CopyFolderRest;
  await expect(copyFolderRest(studio.sofia, rest)).rejects.toMatchObject({ code: "forbidden" });
  await expect(copyFolderRest(lea, { ...rest, copyId: days })).rejects.toMatchObject({ code: "conflict" });

  const second = await copyFolderRest(jonah, rest);
  expect(second).toMatchObject({ files: 50, rest: { files: 20 } });
  // The copy is his who makes it, whatever becomes of the share.
  const nobody = [{ grantee: { memberId: jonah.memberId }, level: null }];
  await setShares(lea, { item: { folderId: target }, shares: nobody });
  const third = await copyFolderRest(jonah, second.rest?.input as CopyFolderRest);
  expect(third).toMatchObject({ files: 20, rest: null });
  const search = filesSearch.parse({ folder: first.id, below: true, sort: "name", limit: 500 });
  expect((await listFiles(lea, search)).rows.map(({ name }) => name)).toEqual(names);
});

test("a folder copied over one of its name is taken in: owners stay, files get versions, and only what is new is told", async () => {
  const { account, jonah, lea } = studio;
  const [source, target] = [await putFolder(account, "Kit"), await putFolder(account, "Press")];
  await putFile(account, "logo.txt", { in: source });
  await putFile(account, "new.txt", { in: await putFolder(account, "Extra", { in: source }) });
  const there = await putFolder(account, "Kit", { in: target, owner: jonah.memberId });
  const logo = await putFile(account, "logo.txt", { in: there, owner: jonah.memberId });
  await expect(copyFolder(lea, { folderId: source, toId: target, clash: "skip" })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(copyFolder(lea, { folderId: source, toId: null, clash: "version" })).rejects.toMatchObject({
    code: "conflict",
  });

  const { id, made } = await copyFolder(lea, { folderId: source, toId: target, clash: "version" });
  expect(id).toBe(there);
  expect(await filesIn(there)).toMatchObject([
    { id: logo, name: "logo.txt", version: 2, owner: { id: jonah.memberId } },
    { name: "new.txt", version: 1, owner: { id: lea.memberId } },
  ]);
  expect(made).toMatchObject({ fileIds: [expect.any(String)], folderIds: [expect.any(String)] });
  expect(made.fileIds).not.toContain(logo);
});
