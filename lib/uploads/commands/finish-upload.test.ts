import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { finishUpload } from "@/lib/uploads/commands/finish-upload";
import { cancelUpload } from "@/lib/uploads/commands/receive-upload";
import { appendPart } from "@/lib/uploads/part-file";
import { findUpload } from "@/lib/uploads/queries/find-upload";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

/** An upload whose bytes have all come, to a server that died then. */
async function arrived(clash: "keep" | "version") {
  const folderId = await putFolder(studio.account, randomBytes(6).toString("hex"));
  const bytes = randomBytes(200_000);
  const { id } = await beginUpload(studio.lea, { name: "hero.bin", size: bytes.length, folderId, clash });
  const body = (async function* () {
    yield bytes;
  })();
  const piece = { offset: 0, most: bytes.length, checksum: null, signal: new AbortController().signal };
  await appendPart(id, body, piece);
  return { folderId, upload: await findUpload(studio.lea, id) };
}

const filesIn = async (folder: string) => (await listFiles(studio.lea, filesSearch.parse({ folder }))).rows;

test.each(["keep", "version"] as const)(
  "many servers that finish one upload at once make one file (%s)",
  async (clash) => {
    const { folderId, upload } = await arrived(clash);
    const made = await Promise.all(Array.from({ length: 12 }, () => finishUpload(studio.lea, upload)));
    made.push(await finishUpload(studio.lea, upload));
    const files = await filesIn(folderId);
    expect(files.map(({ id }) => id)).toEqual([...new Set(made)]);
    const [versions] = await systemDb().execute(sql`
    select count(*)::int as count from file_versions where file_id = ${made[0] ?? ""}`);
    expect(versions).toEqual({ count: 1 });
  },
);

test("an upload that is cancelled on one server is not finished on another", async () => {
  const { folderId, upload } = await arrived("keep");
  await cancelUpload(studio.lea, upload.id);
  await expect(finishUpload(studio.lea, upload)).rejects.toMatchObject({ code: "not_found" });
  expect(await filesIn(folderId)).toEqual([]);
});

test("and where both happen at once, either the file is there or nothing is", async () => {
  for (let round = 0; round < 10; round++) {
    const { folderId, upload } = await arrived("keep");
    const [finished] = await Promise.allSettled([
      finishUpload(studio.lea, upload),
      cancelUpload(studio.lea, upload.id),
    ]);
    const wanted = finished.status === "fulfilled" ? [finished.value] : [];
    expect((await filesIn(folderId)).map(({ id }) => id)).toEqual(wanted);
  }
});
