import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { moveItems } from "@/lib/media/commands/move";
import { renameFolder } from "@/lib/media/commands/rename";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { readContent } from "@/lib/media/queries/read-content";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { findLink } from "@/lib/share-links/queries/list-links";
import { openLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, open, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";
import { putCollection, putFile, putFolder } from "@/lib/testing/library";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("a visitor sees what the link names and nothing above, beside or about it", async () => {
  const { token } = await kit.make();
  const { actor, item } = await open(token);
  expect(item).toEqual({ kind: "folder", id: kit.folder, name: "press kit" });
  const found = await listFiles(actor, filesSearch.parse({}));
  expect(found.rows.map(({ id }) => id)).toEqual([kit.file]);
  expect((await listFolder(actor, kit.inner)).breadcrumbs.map(({ name }) => name)).toEqual(["press kit", "logos"]);
  expect((await listFolder(actor, kit.folder)).folder?.parentId).toBeNull();
  await expect(findFile(actor, kit.outside)).rejects.toMatchObject({ code: "not_found" });
  await expect(readContent(actor, kit.outside, { rendition: "original", use: "download" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the address is told again, and the database does not know it", async () => {
  const { id, token } = await kit.make();
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect((await findLink(kit.studio.lea, id)).url).toContain(token);
  const [row] = await systemDb().execute(sql`select row_to_json(l)::text as row from share_links l where id = ${id}`);
  expect(row?.row).not.toContain(token);
});

test("wrong, not begun, over, revoked and gone are the same", async () => {
  const begins = await kit.make({ startsAt: new Date(Date.now() + 3_600_000) });
  const ends = await kit.make({ expiresAt: new Date(Date.now() + 3_600_000) });
  await systemDb().execute(sql`update share_links set expires_at = now() where id = ${ends.id}`);
  const revoked = await kit.make();
  await revokeLinks(kit.studio.lea, { linkIds: [revoked.id] });
  const thing = await putFile(kit.studio.account, "gone.txt");
  const gone = await kit.make({ item: { fileId: thing } });
  await deleteItems(kit.studio.lea, { fileIds: [thing], folderIds: [] });
  for (const token of ["wrong", `${"A".repeat(43)}`, begins.token, ends.token, revoked.token, gone.token, "\0"]) {
    await expect(openLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
    await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
  }
  await restoreItems(kit.studio.lea, { fileIds: [thing], folderIds: [] });
  expect((await open(gone.token)).item.name).toBe("gone.txt");
});

test("a link survives moving and renaming", async () => {
  const { token } = await kit.make();
  const elsewhere = await putFolder(kit.studio.account, "elsewhere");
  const { before } = await moveItems(kit.studio.lea, {
    fileIds: [],
    folderIds: [kit.folder],
    toId: elsewhere,
    clash: "skip",
  });
  await renameFolder(kit.studio.lea, { folderId: kit.folder, name: "kit" });
  expect((await open(token)).item.name).toBe("kit");
  await renameFolder(kit.studio.lea, { folderId: kit.folder, name: "press kit" });
  for (const back of before) await moveItems(kit.studio.lea, back);
});

test("a collection's link opens its files, as they are in it now", async () => {
  const board = await putFile(kit.studio.account, "board.png");
  const collection = await putCollection(kit.studio.account, "Mood", { files: [board] });
  const { token } = await kit.make({ item: { collectionId: collection } });
  const { actor } = await open(token);
  expect((await listFiles(actor, filesSearch.parse({}))).rows.map(({ id }) => id)).toEqual([board]);
  await systemDb().execute(sql`update collection_files set ended_at = now() where collection_id = ${collection}`);
  expect((await listFiles(actor, filesSearch.parse({}))).rows).toEqual([]);
});
