import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { copyFiles } from "@/lib/media/commands/copy";
import { moveItems } from "@/lib/media/commands/move";
import { tagFiles } from "@/lib/media/commands/tags";
import { findFile } from "@/lib/media/queries/find-file";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, putShare, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const nothing = { fileIds: [], folderIds: [] };

test("a move takes all below along, and back; never into itself", async () => {
  const [from, to] = [await putFolder(studio.account, "from"), await putFolder(studio.account, "to")];
  const box = await putFolder(studio.account, "box", { in: from });
  const deep = await putFolder(studio.account, "deep", { in: box });
  const file = await uploadText(studio.lea, deep, "file.txt");
  const { before } = await moveItems(studio.lea, { ...nothing, folderIds: [box], toId: to, clash: "skip" });
  const crumbs = async () => (await findFile(studio.lea, file)).breadcrumbs.map(({ name }) => name);
  expect(await crumbs()).toEqual(["to", "box", "deep"]);
  for (const input of before) await moveItems(studio.lea, input);
  expect(await crumbs()).toEqual(["from", "box", "deep"]);
  const inside = await moveItems(studio.lea, { ...nothing, folderIds: [box], toId: deep, clash: "skip" });
  expect(inside.outcomes).toMatchObject([{ outcome: "refused", reason: "A folder cannot be moved into itself." }]);
  const both = await moveItems(studio.lea, { ...nothing, folderIds: [box, deep], toId: to, clash: "skip" });
  expect(both.outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  expect(await crumbs()).toEqual(["to", "deep"]);
});

test("on a clash the target's owner and shares stay; a copy makes a new version", async () => {
  const [from, to] = [await putFolder(studio.account, "source"), await putFolder(studio.account, "target")];
  const target = await uploadText(studio.lea, to, "logo.txt", "old");
  await putShare(studio.account, target, studio.jonah.memberId, "view");
  const source = await uploadText(studio.mira, from, "logo.txt", "new");
  await copyFiles(studio.mira, { fileIds: [source], toId: to, clash: "version" });
  expect(await findFile(studio.lea, target)).toMatchObject({ version: 2, owner: { id: studio.lea.memberId } });
  await findFile(studio.jonah, target);
  const moved = await moveItems(studio.mira, { ...nothing, fileIds: [source], toId: to, clash: "version" });
  expect(moved.outcomes).toMatchObject([{ outcome: "changed" }]);
  expect(moved.before).toEqual([]);
  expect(await findFile(studio.jonah, target)).toMatchObject({ version: 3 });
  await expect(findFile(studio.lea, source)).rejects.toMatchObject({ code: "not_found" });
});

test("a folder moves whatever is to become of files that meet their name, but never onto another folder's", async () => {
  const [from, to] = [await putFolder(studio.account, "origin"), await putFolder(studio.account, "goal")];
  const [box, crate] = [
    await putFolder(studio.account, "box", { in: from }),
    await putFolder(studio.account, "crate", { in: from }),
  ];
  await putFolder(studio.account, "Box", { in: to });
  const { outcomes } = await moveItems(studio.lea, { ...nothing, folderIds: [box, crate], toId: to, clash: "version" });
  expect(outcomes).toMatchObject([
    { outcome: "refused", reason: "There is already a folder called box here." },
    { outcome: "changed" },
  ]);
});

test("a copy belongs to who made it, with tags and metadata and the current content alone", async () => {
  const folder = await putFolder(studio.account, "copies");
  const file = await uploadText(studio.lea, folder, "one.txt", "first");
  await uploadText(studio.lea, folder, "one.txt", "second");
  await tagFiles(studio.lea, { fileIds: [file], add: ["Press", "press "], remove: [] });
  const { madeIds } = await copyFiles(studio.mira, { fileIds: [file], toId: folder, clash: "keep" });
  expect(await findFile(studio.lea, madeIds[0] ?? "")).toMatchObject({
    name: "one (2).txt",
    owner: { id: studio.mira.memberId },
    tags: ["press"],
    versions: 1,
    sha256: (await findFile(studio.lea, file)).sha256,
  });
});
