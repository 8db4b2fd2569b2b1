import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { purgeTrash } from "@/lib/media/commands/purge-trash";
import { tagFiles } from "@/lib/media/commands/tags";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { listTrash } from "@/lib/media/queries/list-trash";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, putShare, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("the trash hides a folder with all below, and gives it back as it was", async () => {
  const folder = await putFolder(studio.account, "bin");
  const inner = await putFolder(studio.account, "inner", { in: folder });
  const file = await uploadText(studio.lea, inner, "kept.txt");
  await putShare(studio.account, folder, studio.jonah.memberId, "manage");
  const total = async () => (await listFiles(studio.lea, filesSearch.parse({}))).total.count;
  const before = await total();
  const { changed } = await deleteItems(studio.jonah, { fileIds: [], folderIds: [folder] });
  expect(await total()).toBe(before - 1);
  for (const attempt of [
    () => findFile(studio.lea, file),
    () => listFolder(studio.lea, inner),
    () => findFile(studio.jonah, file),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await listTrash(studio.jonah, { limit: 1 })).rows).toMatchObject([
    { kind: "folder", name: "bin", trashedBy: studio.jonah.name },
  ]);
  expect((await listTrash(studio.sofia, { limit: 10 })).rows).toEqual([]);
  expect((await restoreItems(studio.jonah, { fileIds: [file], folderIds: [inner] })).outcomes).toMatchObject([
    { outcome: "refused" },
    { outcome: "refused" },
  ]);
  await putFolder(studio.account, "bin");
  await restoreItems(studio.jonah, changed);
  expect((await findFile(studio.jonah, file)).breadcrumbs.map(({ name }) => name)).toEqual(["bin (2)", "inner"]);
  expect(await total()).toBe(before);
});

test("after 30 days the trash is gone for good, names and tags and versions with it", async () => {
  const folder = await putFolder(studio.account, "old");
  const file = await uploadText(studio.lea, folder, "canary-name.txt", "canary");
  await tagFiles(studio.lea, { fileIds: [file], add: ["canary-tag"], remove: [] });
  const single = await uploadText(studio.lea, null, "canary-single.txt");
  await putShare(studio.account, single, studio.jonah.memberId, "view");
  await deleteItems(studio.lea, { fileIds: [single], folderIds: [folder] });
  await purgeTrash();
  expect((await listTrash(studio.lea, { limit: 100 })).rows.map(({ id }) => id)).toEqual(
    expect.arrayContaining([single, folder]),
  );
  for (const table of [sql`files`, sql`folders`])
    await systemDb().execute(sql`
      update ${table} set trashed_at = trashed_at - interval '31 days' where trashed_at is not null and account_id = ${studio.account.id}`);
  await purgeTrash();
  expect((await listTrash(studio.lea, { limit: 100 })).rows).toEqual([]);
  const left = await systemDb().execute(sql`
    select json_agg(f)::text || (select json_agg(d)::text from folders d) as all, (select count(*)::int from file_versions v where v.file_id in (${file}, ${single})) as versions
    from files f where f.account_id = ${studio.account.id}`);
  expect(left[0]?.all).not.toMatch(/canary/);
  expect(left[0]?.versions).toBe(0);
  expect((await restoreItems(studio.lea, { fileIds: [single], folderIds: [] })).outcomes).toMatchObject([
    { outcome: "refused" },
  ]);
});
