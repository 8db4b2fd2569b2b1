import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import {
  addFiles,
  createCollection,
  deleteCollection,
  editCollection,
  removeFiles,
} from "@/lib/media/commands/collections";
import { tagFiles } from "@/lib/media/commands/tags";
import { findFile } from "@/lib/media/queries/find-file";
import { listCollections } from "@/lib/media/queries/list-collections";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putCollection, putFolder, putShare, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("a collection opens its files to be seen, and no more; owning it opens nothing", async () => {
  const folder = await putFolder(studio.account, "mood");
  const file = await uploadText(studio.lea, folder, "mood.txt");
  const own = (await createCollection(studio.jonah, { name: "Mine", description: "" })).id;
  expect((await addFiles(studio.jonah, { collectionId: own, fileIds: [file] })).outcomes).toMatchObject([
    { outcome: "refused" },
  ]);
  await systemDb().execute(sql`
    insert into collection_files (account_id, collection_id, file_id, started_by) values (${studio.account.id}, ${own}, ${file}, 'system')`);
  await expect(findFile(studio.jonah, file)).rejects.toMatchObject({ code: "not_found" });
  expect((await listCollections(studio.jonah, { limit: 10 })).rows.find(({ id }) => id === own)).toMatchObject({
    fileCount: 0,
  });

  const collection = await putCollection(studio.account, "Theirs", { files: [file] });
  await putShare(studio.account, collection, studio.jonah.memberId, "manage");
  expect((await findFile(studio.jonah, file)).level).toBe("view");
  expect((await tagFiles(studio.jonah, { fileIds: [file], add: ["x"], remove: [] })).outcomes).toMatchObject([
    { outcome: "refused" },
  ]);
  const { before } = await editCollection(studio.jonah, { collectionId: collection, name: "Renamed" });
  await editCollection(studio.jonah, before);
  const removed = await removeFiles(studio.jonah, { collectionId: collection, fileIds: [file] });
  expect(removed.changedIds).toEqual([file]);
  await expect(findFile(studio.jonah, file)).rejects.toMatchObject({ code: "not_found" });
  await deleteCollection(studio.jonah, collection);
});
