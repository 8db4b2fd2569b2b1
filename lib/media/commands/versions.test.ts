import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { deleteVersion, restoreVersion } from "@/lib/media/commands/versions";
import { findFile } from "@/lib/media/queries/find-file";
import { listVersions } from "@/lib/media/queries/list-versions";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, uploadText } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("versions: the old content comes back as a new one, a hundred at most, never none", async () => {
  const folder = await putFolder(studio.account, "versions");
  const file = await uploadText(studio.lea, folder, "v.txt", "0");
  await expect(
    deleteVersion(studio.lea, { fileId: file, versionId: (await listVersions(studio.lea, file))[0]?.id ?? "" }),
  ).rejects.toMatchObject({
    code: "conflict",
  });
  for (let n = 1; n <= 3; n++) await uploadText(studio.lea, folder, "v.txt", String(n));
  const oldest = (await listVersions(studio.lea, file)).at(-1);
  expect(await restoreVersion(studio.lea, { fileId: file, versionId: oldest?.id ?? "" })).toEqual({ number: 5 });
  expect((await listVersions(studio.lea, file))[0]).toMatchObject({
    number: 5,
    restoredFrom: 1,
    sha256: oldest?.sha256,
  });
  await deleteVersion(studio.lea, { fileId: file, versionId: (await listVersions(studio.lea, file))[0]?.id ?? "" });
  expect(await findFile(studio.lea, file)).toMatchObject({ version: 4 });
  await systemDb().execute(sql`
    insert into file_versions (account_id, id, file_id, number, sha256, created_by)
    select account_id, 'ver_fill' || n, file_id, 4 + n, sha256, 'system' from file_versions, generate_series(1, 110) n
    where file_id = ${file} and number = 4`);
  await restoreVersion(studio.lea, { fileId: file, versionId: (await listVersions(studio.lea, file))[3]?.id ?? "" });
  const versions = await listVersions(studio.lea, file);
  expect(versions).toHaveLength(100);
  expect(versions[0]).toMatchObject({ number: 115, isCurrent: true });
});
