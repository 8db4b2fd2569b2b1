import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createFolder, createFolderTree } from "@/lib/media/commands/create-folder";
import { renameFile } from "@/lib/media/commands/rename";
import { listFolder } from "@/lib/media/queries/list-folder";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("names are unique where they stand, whatever their capitals", async () => {
  const folder = await putFolder(studio.account, "names");
  await createFolder(studio.lea, { name: "Spring", parentId: folder });
  await expect(createFolder(studio.lea, { name: "SPRING", parentId: folder })).rejects.toMatchObject({
    code: "conflict",
    details: { fields: [{ path: "name" }] },
  });
  const a = await uploadText(studio.lea, folder, "a.txt");
  await uploadText(studio.lea, folder, "b.txt");
  await expect(renameFile(studio.lea, { fileId: a, name: "B.txt" })).rejects.toMatchObject({ code: "conflict" });
  await renameFile(studio.lea, { fileId: a, name: "A.txt" });
});

test("a dropped tree uses the folders that are there", async () => {
  const folder = await putFolder(studio.account, "drop");
  const paths = [["2026"], ["2026", "spring"], ["2026", "SPRING", "raw"]];
  const { ids } = await createFolderTree(studio.lea, { parentId: folder, paths });
  expect((await createFolderTree(studio.lea, { parentId: folder, paths })).ids).toEqual(ids);
  expect((await listFolder(studio.lea, ids[2] ?? "")).breadcrumbs.map(({ name }) => name)).toEqual([
    "drop",
    "2026",
    "spring",
    "raw",
  ]);
});
