import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { AppError } from "@/lib/errors";
import { addFiles, createCollection } from "@/lib/media/commands/collections";
import { copyFiles } from "@/lib/media/commands/copy";
import { createFolder } from "@/lib/media/commands/create-folder";
import { editMetadata } from "@/lib/media/commands/metadata";
import { moveItems } from "@/lib/media/commands/move";
import { renameFile, renameFolder } from "@/lib/media/commands/rename";
import { tagFiles } from "@/lib/media/commands/tags";
import { deleteItems } from "@/lib/media/commands/trash";
import { deleteVersion, restoreVersion } from "@/lib/media/commands/versions";
import { findFile } from "@/lib/media/queries/find-file";
import { listFolder } from "@/lib/media/queries/list-folder";
import { listVersions } from "@/lib/media/queries/list-versions";
import { LEVELS } from "@/lib/permissions/operations";
import { setShares } from "@/lib/shares/commands/set-shares";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder, putShare, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const nothing = { fileIds: [], folderIds: [] };

/** Whether a command let the actor do it. */
const allows = async (attempt: () => Promise<unknown>) => {
  try {
    const answer = (await attempt()) as { outcomes?: { outcome: string }[] } | undefined;
    return answer?.outcomes?.[0]?.outcome !== "refused";
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};

describe("each level allows what the product says, and no more", () => {
  const VERBS: Record<string, { least: (typeof LEVELS)[number]; run: (world: World) => Promise<unknown> }> = {
    open: { least: "view", run: ({ file }) => findFile(studio.jonah, file) },
    "see versions": { least: "view", run: ({ file }) => listVersions(studio.jonah, file) },
    upload: { least: "contribute", run: ({ folder }) => uploadText(studio.jonah, folder, "new.txt") },
    "make a folder": {
      least: "contribute",
      run: ({ folder }) => createFolder(studio.jonah, { name: "new", parentId: folder }),
    },
    tag: {
      least: "contribute",
      run: ({ file }) => tagFiles(studio.jonah, { fileIds: [file], add: ["x"], remove: [] }),
    },
    "edit metadata": {
      least: "contribute",
      run: ({ file }) => editMetadata(studio.jonah, { fileIds: [file], values: {} }),
    },
    copy: {
      least: "contribute",
      run: ({ file, folder }) => copyFiles(studio.jonah, { fileIds: [file], toId: folder, clash: "keep" }),
    },
    "restore a version": {
      least: "contribute",
      run: ({ file, version }) => restoreVersion(studio.jonah, { fileId: file, versionId: version }),
    },
    "add to a collection": {
      least: "contribute",
      run: ({ file, own }) => addFiles(studio.jonah, { collectionId: own, fileIds: [file] }),
    },
    rename: { least: "manage", run: ({ file }) => renameFile(studio.jonah, { fileId: file, name: "renamed.txt" }) },
    move: {
      least: "manage",
      run: ({ file, inner }) => moveItems(studio.jonah, { ...nothing, fileIds: [file], toId: inner, clash: "skip" }),
    },
    delete: { least: "manage", run: ({ file }) => deleteItems(studio.jonah, { ...nothing, fileIds: [file] }) },
    "delete a version": {
      least: "manage",
      run: ({ file, version }) => deleteVersion(studio.jonah, { fileId: file, versionId: version }),
    },
    share: {
      least: "manage",
      run: ({ folder }) =>
        setShares(studio.jonah, {
          item: { folderId: folder },
          shares: [{ grantee: { memberId: studio.priya.memberId }, level: "view" }],
        }),
    },
  };

  type World = { folder: string; inner: string; file: string; version: string; own: string };

  async function makeWorld(): Promise<World> {
    const folder = await putFolder(studio.account, `world ${Math.random()}`);
    const inner = await putFolder(studio.account, "inner", { in: folder });
    const file = await uploadText(studio.lea, folder, "file.txt", "one");
    await uploadText(studio.lea, folder, "file.txt", "two");
    const [, version] = await listVersions(studio.lea, file);
    const own = (await createCollection(studio.jonah, { name: "own", description: "" })).id;
    return { folder, inner, file, version: version?.id ?? "", own };
  }

  test.each([null, ...LEVELS])("%s", async (level) => {
    for (const [verb, { least, run }] of Object.entries(VERBS)) {
      const world = await makeWorld();
      if (level) await putShare(studio.account, world.folder, studio.jonah.memberId, level);
      const expected = level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
      expect([verb, await allows(() => run(world))]).toEqual([verb, expected]);
    }
  });
});

test("whoever makes something owns it, and manages it after the share is gone", async () => {
  const folder = await putFolder(studio.account, "team");
  const share = (level: "contribute" | null) =>
    setShares(studio.lea, {
      item: { folderId: folder },
      shares: [{ grantee: { memberId: studio.jonah.memberId }, level }],
    });
  await share("contribute");
  const file = await uploadText(studio.jonah, folder, "mine.txt");
  const inner = (await createFolder(studio.jonah, { name: "mine", parentId: folder })).id;
  await share(null);
  await renameFile(studio.jonah, { fileId: file, name: "still mine.txt" });
  await renameFolder(studio.jonah, { folderId: inner, name: "still mine" });
  await expect(listFolder(studio.jonah, folder)).rejects.toMatchObject({ code: "not_found" });
  expect(await findFile(studio.jonah, file)).toMatchObject({ level: "manage", folderId: null });
});

test("nobody creates at the root but those who edit everything", async () => {
  await expect(createFolder(studio.jonah, { name: "root", parentId: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(uploadText(studio.jonah, null, "root.txt")).rejects.toMatchObject({ code: "forbidden" });
  await expect(createFolder(studio.sofia, { name: "root", parentId: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  await createFolder(studio.lea, { name: "root", parentId: null });
});

test("another account's things do not exist", async () => {
  const other = await makeStudio();
  const folder = await putFolder(other.account, "theirs");
  const file = await putFile(other.account, "theirs", { in: folder });
  for (const attempt of [
    () => findFile(studio.lea, file),
    () => listFolder(studio.lea, folder),
    () => createFolder(studio.lea, { name: "x", parentId: folder }),
    () => renameFile(studio.lea, { fileId: file, name: "x" }),
    () =>
      setShares(studio.lea, {
        item: { fileId: file },
        shares: [{ grantee: { memberId: studio.jonah.memberId }, level: "view" }],
      }),
    () =>
      setShares(other.lea, {
        item: { fileId: file },
        shares: [{ grantee: { memberId: studio.jonah.memberId }, level: "view" }],
      }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await deleteItems(studio.lea, { fileIds: [file], folderIds: [] })).outcomes).toMatchObject([
    { outcome: "refused" },
  ]);
  const mine = await putFile(studio.account, "mine");
  await expect(
    moveItems(studio.lea, { ...nothing, fileIds: [mine], toId: folder, clash: "skip" }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});
