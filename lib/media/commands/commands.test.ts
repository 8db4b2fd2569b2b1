import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { AppError } from "@/lib/errors";
import {
  addFiles,
  createCollection,
  deleteCollection,
  editCollection,
  removeFiles,
} from "@/lib/media/commands/collections";
import { copyFiles } from "@/lib/media/commands/copy";
import { createFolder, createFolderTree } from "@/lib/media/commands/create-folder";
import { createField, deleteField, editField } from "@/lib/media/commands/fields";
import { editMetadata } from "@/lib/media/commands/metadata";
import { moveItems } from "@/lib/media/commands/move";
import { purgeTrash } from "@/lib/media/commands/purge-trash";
import { renameFile, renameFolder } from "@/lib/media/commands/rename";
import { setTags, tagFiles } from "@/lib/media/commands/tags";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { deleteVersion, restoreVersion } from "@/lib/media/commands/versions";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFields } from "@/lib/media/queries/fields";
import { listCollections } from "@/lib/media/queries/list-collections";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { listTrash } from "@/lib/media/queries/list-trash";
import { listVersions } from "@/lib/media/queries/list-versions";
import { LEVELS } from "@/lib/permissions/operations";
import { setShares } from "@/lib/shares/commands/set-shares";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { asMember, makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let studio: Studio;
let jonah: MemberActor;
let lea: MemberActor;
beforeAll(async () => {
  studio = await makeStudio();
  ({ jonah, lea } = studio);
});

const upload = (actor: MemberActor, folderId: string | null, name: string, text = name) =>
  uploadFile(actor, { name, folderId, clash: "version" }, new Blob([text])).then(({ fileId }) => fileId);

const nothing = { fileIds: [], folderIds: [] };
const first = (outcomes: readonly { outcome: string }[]) => outcomes[0]?.outcome;

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
    open: { least: "view", run: ({ file }) => findFile(jonah, file) },
    "see versions": { least: "view", run: ({ file }) => listVersions(jonah, file) },
    upload: { least: "contribute", run: ({ folder }) => upload(jonah, folder, "new.txt") },
    "make a folder": {
      least: "contribute",
      run: ({ folder }) => createFolder(jonah, { name: "new", parentId: folder }),
    },
    tag: { least: "contribute", run: ({ file }) => tagFiles(jonah, { fileIds: [file], add: ["x"], remove: [] }) },
    "edit metadata": { least: "contribute", run: ({ file }) => editMetadata(jonah, { fileIds: [file], values: {} }) },
    copy: {
      least: "contribute",
      run: ({ file, folder }) => copyFiles(jonah, { fileIds: [file], toId: folder, clash: "keep" }),
    },
    "restore a version": {
      least: "contribute",
      run: ({ file, version }) => restoreVersion(jonah, { fileId: file, versionId: version }),
    },
    "add to a collection": {
      least: "contribute",
      run: ({ file, own }) => addFiles(jonah, { collectionId: own, fileIds: [file] }),
    },
    rename: { least: "manage", run: ({ file }) => renameFile(jonah, { fileId: file, name: "renamed.txt" }) },
    move: {
      least: "manage",
      run: ({ file, inner }) => moveItems(jonah, { ...nothing, fileIds: [file], toId: inner, clash: "skip" }),
    },
    delete: { least: "manage", run: ({ file }) => deleteItems(jonah, { ...nothing, fileIds: [file] }) },
    "delete a version": {
      least: "manage",
      run: ({ file, version }) => deleteVersion(jonah, { fileId: file, versionId: version }),
    },
    share: {
      least: "manage",
      run: ({ folder }) =>
        setShares(jonah, {
          item: { folderId: folder },
          shares: [{ grantee: { memberId: studio.priya.memberId }, level: "view" }],
        }),
    },
  };

  type World = { folder: string; inner: string; file: string; version: string; own: string };

  async function makeWorld(): Promise<World> {
    const folder = await putFolder(studio.account, `world ${Math.random()}`);
    const inner = await putFolder(studio.account, "inner", { in: folder });
    const file = await upload(lea, folder, "file.txt", "one");
    await upload(lea, folder, "file.txt", "two");
    const [, version] = await listVersions(lea, file);
    const own = (await createCollection(jonah, { name: "own", description: "" })).id;
    return { folder, inner, file, version: version?.id ?? "", own };
  }

  test.each([null, ...LEVELS])("%s", async (level) => {
    for (const [verb, { least, run }] of Object.entries(VERBS)) {
      const world = await makeWorld();
      if (level) await putShare(studio.account, world.folder, jonah.memberId, level);
      const expected = level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
      expect([verb, await allows(() => run(world))]).toEqual([verb, expected]);
    }
  });
});

test("whoever makes something owns it, and manages it after the share is gone", async () => {
  const folder = await putFolder(studio.account, "team");
  const share = (level: "contribute" | null) =>
    setShares(lea, {
      item: { folderId: folder },
      shares: [{ grantee: { memberId: jonah.memberId }, level }],
    });
  await share("contribute");
  const file = await upload(jonah, folder, "mine.txt");
  const inner = (await createFolder(jonah, { name: "mine", parentId: folder })).id;
  await share(null);
  await renameFile(jonah, { fileId: file, name: "still mine.txt" });
  await renameFolder(jonah, { folderId: inner, name: "still mine" });
  await expect(listFolder(jonah, folder)).rejects.toMatchObject({ code: "not_found" });
  expect(await findFile(jonah, file)).toMatchObject({ level: "manage", folderId: null });
});

test("nobody creates at the root but those who edit everything", async () => {
  await expect(createFolder(jonah, { name: "root", parentId: null })).rejects.toMatchObject({ code: "forbidden" });
  await expect(upload(jonah, null, "root.txt")).rejects.toMatchObject({ code: "forbidden" });
  await expect(createFolder(studio.sofia, { name: "root", parentId: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  await createFolder(lea, { name: "root", parentId: null });
});

test("names are unique where they stand, whatever their capitals", async () => {
  const folder = await putFolder(studio.account, "names");
  await createFolder(lea, { name: "Spring", parentId: folder });
  await expect(createFolder(lea, { name: "SPRING", parentId: folder })).rejects.toMatchObject({
    code: "conflict",
    details: { fields: [{ path: "name" }] },
  });
  const a = await upload(lea, folder, "a.txt");
  await upload(lea, folder, "b.txt");
  await expect(renameFile(lea, { fileId: a, name: "B.txt" })).rejects.toMatchObject({ code: "conflict" });
  await renameFile(lea, { fileId: a, name: "A.txt" });
});

test("a dropped tree uses the folders that are there", async () => {
  const folder = await putFolder(studio.account, "drop");
  const paths = [["2026"], ["2026", "spring"], ["2026", "SPRING", "raw"]];
  const { ids } = await createFolderTree(lea, { parentId: folder, paths });
  expect((await createFolderTree(lea, { parentId: folder, paths })).ids).toEqual(ids);
  expect((await listFolder(lea, ids[2] ?? "")).breadcrumbs.map(({ name }) => name)).toEqual([
    "drop",
    "2026",
    "spring",
    "raw",
  ]);
});

test("a move takes all below along, and back; never into itself", async () => {
  const [from, to] = [await putFolder(studio.account, "from"), await putFolder(studio.account, "to")];
  const box = await putFolder(studio.account, "box", { in: from });
  const deep = await putFolder(studio.account, "deep", { in: box });
  const file = await upload(lea, deep, "file.txt");
  const { before } = await moveItems(lea, { ...nothing, folderIds: [box], toId: to, clash: "skip" });
  const crumbs = async () => (await findFile(lea, file)).breadcrumbs.map(({ name }) => name);
  expect(await crumbs()).toEqual(["to", "box", "deep"]);
  for (const input of before) await moveItems(lea, input);
  expect(await crumbs()).toEqual(["from", "box", "deep"]);
  const inside = await moveItems(lea, { ...nothing, folderIds: [box], toId: deep, clash: "skip" });
  expect(inside.outcomes).toMatchObject([{ outcome: "refused", reason: "A folder cannot be moved into itself." }]);
  const both = await moveItems(lea, { ...nothing, folderIds: [box, deep], toId: to, clash: "skip" });
  expect(both.outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  expect(await crumbs()).toEqual(["to", "deep"]);
});

test("on a clash the target's owner and shares stay; a copy makes a new version", async () => {
  const [from, to] = [await putFolder(studio.account, "source"), await putFolder(studio.account, "target")];
  const target = await upload(lea, to, "logo.txt", "old");
  await putShare(studio.account, target, jonah.memberId, "view");
  const source = await upload(studio.mira, from, "logo.txt", "new");
  await copyFiles(studio.mira, { fileIds: [source], toId: to, clash: "version" });
  expect(await findFile(lea, target)).toMatchObject({ version: 2, owner: { id: lea.memberId } });
  await findFile(jonah, target);
  const moved = await moveItems(studio.mira, { ...nothing, fileIds: [source], toId: to, clash: "version" });
  expect(first(moved.outcomes)).toBe("changed");
  expect(moved.before).toEqual([]);
  expect(await findFile(jonah, target)).toMatchObject({ version: 3 });
  await expect(findFile(lea, source)).rejects.toMatchObject({ code: "not_found" });
});

test("a folder moves whatever is to become of files that meet their name, but never onto another folder's", async () => {
  const [from, to] = [await putFolder(studio.account, "origin"), await putFolder(studio.account, "goal")];
  const [box, crate] = [
    await putFolder(studio.account, "box", { in: from }),
    await putFolder(studio.account, "crate", { in: from }),
  ];
  await putFolder(studio.account, "Box", { in: to });
  const { outcomes } = await moveItems(lea, { ...nothing, folderIds: [box, crate], toId: to, clash: "version" });
  expect(outcomes).toMatchObject([
    { outcome: "refused", reason: "There is already a folder called box here." },
    { outcome: "changed" },
  ]);
});

test("a copy belongs to who made it, with tags and metadata and the current content alone", async () => {
  const folder = await putFolder(studio.account, "copies");
  const file = await upload(lea, folder, "one.txt", "first");
  await upload(lea, folder, "one.txt", "second");
  await tagFiles(lea, { fileIds: [file], add: ["Press", "press "], remove: [] });
  const { madeIds } = await copyFiles(studio.mira, { fileIds: [file], toId: folder, clash: "keep" });
  expect(await findFile(lea, madeIds[0] ?? "")).toMatchObject({
    name: "one (2).txt",
    owner: { id: studio.mira.memberId },
    tags: ["press"],
    versions: 1,
    sha256: (await findFile(lea, file)).sha256,
  });
});

test("the trash hides a folder with all below, and gives it back as it was", async () => {
  const folder = await putFolder(studio.account, "bin");
  const inner = await putFolder(studio.account, "inner", { in: folder });
  const file = await upload(lea, inner, "kept.txt");
  await putShare(studio.account, folder, jonah.memberId, "manage");
  const total = async () => (await listFiles(lea, filesSearch.parse({}))).total.count;
  const before = await total();
  const { changed } = await deleteItems(jonah, { fileIds: [], folderIds: [folder] });
  expect(await total()).toBe(before - 1);
  for (const attempt of [() => findFile(lea, file), () => listFolder(lea, inner), () => findFile(jonah, file)])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await listTrash(jonah, { limit: 1 })).rows).toMatchObject([
    { kind: "folder", name: "bin", trashedBy: jonah.name },
  ]);
  expect((await listTrash(studio.sofia, { limit: 10 })).rows).toEqual([]);
  expect((await restoreItems(jonah, { fileIds: [file], folderIds: [inner] })).outcomes).toMatchObject([
    { outcome: "refused" },
    { outcome: "refused" },
  ]);
  await putFolder(studio.account, "bin");
  await restoreItems(jonah, changed);
  expect((await findFile(jonah, file)).breadcrumbs.map(({ name }) => name)).toEqual(["bin (2)", "inner"]);
  expect(await total()).toBe(before);
});

test("after 30 days the trash is gone for good, names and tags and versions with it", async () => {
  const folder = await putFolder(studio.account, "old");
  const file = await upload(lea, folder, "canary-name.txt", "canary");
  await tagFiles(lea, { fileIds: [file], add: ["canary-tag"], remove: [] });
  const single = await upload(lea, null, "canary-single.txt");
  await putShare(studio.account, single, jonah.memberId, "view");
  await deleteItems(lea, { fileIds: [single], folderIds: [folder] });
  await purgeTrash();
  expect((await listTrash(lea, { limit: 100 })).rows.map(({ id }) => id)).toEqual(
    expect.arrayContaining([single, folder]),
  );
  for (const table of [sql`files`, sql`folders`])
    await systemDb().execute(sql`
      update ${table} set trashed_at = trashed_at - interval '31 days' where trashed_at is not null and account_id = ${studio.account.id}`);
  await purgeTrash();
  expect((await listTrash(lea, { limit: 100 })).rows).toEqual([]);
  const left = await systemDb().execute(sql`
    select json_agg(f)::text || (select json_agg(d)::text from folders d) as all, (select count(*)::int from file_versions v where v.file_id in (${file}, ${single})) as versions
    from files f where f.account_id = ${studio.account.id}`);
  expect(left[0]?.all).not.toMatch(/canary/);
  expect(left[0]?.versions).toBe(0);
  expect((await restoreItems(lea, { fileIds: [single], folderIds: [] })).outcomes).toMatchObject([
    { outcome: "refused" },
  ]);
});

test("versions: the old content comes back as a new one, a hundred at most, never none", async () => {
  const folder = await putFolder(studio.account, "versions");
  const file = await upload(lea, folder, "v.txt", "0");
  await expect(
    deleteVersion(lea, { fileId: file, versionId: (await listVersions(lea, file))[0]?.id ?? "" }),
  ).rejects.toMatchObject({
    code: "conflict",
  });
  for (let n = 1; n <= 3; n++) await upload(lea, folder, "v.txt", String(n));
  const oldest = (await listVersions(lea, file)).at(-1);
  expect(await restoreVersion(lea, { fileId: file, versionId: oldest?.id ?? "" })).toEqual({ number: 5 });
  expect((await listVersions(lea, file))[0]).toMatchObject({ number: 5, restoredFrom: 1, sha256: oldest?.sha256 });
  await deleteVersion(lea, { fileId: file, versionId: (await listVersions(lea, file))[0]?.id ?? "" });
  expect(await findFile(lea, file)).toMatchObject({ version: 4 });
  await systemDb().execute(sql`
    insert into file_versions (account_id, id, file_id, number, sha256, created_by)
    select account_id, 'ver_fill' || n, file_id, 4 + n, sha256, 'system' from file_versions, generate_series(1, 110) n
    where file_id = ${file} and number = 4`);
  await restoreVersion(lea, { fileId: file, versionId: (await listVersions(lea, file))[3]?.id ?? "" });
  const versions = await listVersions(lea, file);
  expect(versions).toHaveLength(100);
  expect(versions[0]).toMatchObject({ number: 115, isCurrent: true });
});

test("tags are small letters, changed for many and taken back", async () => {
  const files = [await putFile(studio.account, "t1"), await putFile(studio.account, "t2")];
  await setTags(lea, { fileId: files[0] ?? "", tags: ["Old"] });
  const { before, outcomes } = await tagFiles(lea, {
    fileIds: [...files, "fil_0000"],
    add: ["New  Tag"],
    remove: ["OLD"],
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "refused"]);
  const found = await listFiles(lea, filesSearch.parse({ q: 'tag:"new tag"', sort: "name" }));
  expect(found.rows.map(({ name, tags }) => [name, tags])).toEqual([
    ["t1", ["new tag"]],
    ["t2", ["new tag"]],
  ]);
  for (const input of before) await setTags(lea, input);
  expect((await findFile(lea, files[0] ?? "")).tags).toEqual(["old"]);
});

test("metadata fits its fields, is searched by them, and goes with them", async () => {
  const field = async (name: string, kind: "text" | "number" | "date" | "choice", choices: string[] = []) =>
    (await createField(lea, { name, kind, choices })).id;
  const [by, iso, shot, use] = [
    await field("Shot by", "text"),
    await field("ISO", "number"),
    await field("Shot on", "date"),
    await field("Use", "choice", ["web", "print"]),
  ];
  const file = await putFile(studio.account, "meta");
  const values = { [by]: "Noor", [iso]: "400", [shot]: "2026-03-01", [use]: "print" };
  const { before } = await editMetadata(lea, { fileIds: [file], values });
  const search = async (q: string) => (await listFiles(lea, filesSearch.parse({ q }))).rows.map(({ id }) => id);
  for (const q of ['"shot by":noor', "iso>=400", '"Shot on"<2026-04', "use:web,print", '"shot on":2026 -iso>400'])
    expect([q, await search(q)]).toEqual([q, [file]]);
  for (const q of ["iso>400", "use:web", '"shot on">2026', "-use:print meta"])
    expect([q, await search(q)]).toEqual([q, []]);
  for (const [id, value] of [
    [iso, "many"],
    [shot, "2026-02-30"],
    [use, "radio"],
    ["mdf_0000", "x"],
  ] as const)
    await expect(editMetadata(lea, { fileIds: [file], values: { [id]: value } })).rejects.toMatchObject({
      code: "invalid",
    });
  for (const input of before) await editMetadata(lea, input);
  expect(await search("use:print")).toEqual([]);
  await editField(lea, { fieldId: use, name: "Usage", choices: ["web"] });
  await deleteField(lea, iso);
  expect((await listFields(lea)).map(({ name }) => name)).toEqual(["Shot by", "Shot on", "Usage"]);
  expect(await listFiles(lea, filesSearch.parse({ q: "meta -iso>1 tag:x" }))).toMatchObject({
    rows: [],
    problem: { message: "There is no field called iso.", start: 5, end: 11 },
  });
  await expect(createField(jonah, { name: "Mine", kind: "text", choices: [] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a collection opens its files to be seen, and no more; owning it opens nothing", async () => {
  const folder = await putFolder(studio.account, "mood");
  const file = await upload(lea, folder, "mood.txt");
  const own = (await createCollection(jonah, { name: "Mine", description: "" })).id;
  expect(first((await addFiles(jonah, { collectionId: own, fileIds: [file] })).outcomes)).toBe("refused");
  await systemDb().execute(sql`
    insert into collection_files (account_id, collection_id, file_id, started_by) values (${studio.account.id}, ${own}, ${file}, 'system')`);
  await expect(findFile(jonah, file)).rejects.toMatchObject({ code: "not_found" });
  expect((await listCollections(jonah, { limit: 10 })).rows.find(({ id }) => id === own)).toMatchObject({
    fileCount: 0,
  });

  const collection = await putCollection(studio.account, "Theirs", { files: [file] });
  await putShare(studio.account, collection, jonah.memberId, "manage");
  expect((await findFile(jonah, file)).level).toBe("view");
  expect(first((await tagFiles(jonah, { fileIds: [file], add: ["x"], remove: [] })).outcomes)).toBe("refused");
  const { before } = await editCollection(jonah, { collectionId: collection, name: "Renamed" });
  await editCollection(jonah, before);
  const removed = await removeFiles(jonah, { collectionId: collection, fileIds: [file] });
  expect(removed.changedIds).toEqual([file]);
  await expect(findFile(jonah, file)).rejects.toMatchObject({ code: "not_found" });
  await deleteCollection(jonah, collection);
});

test("shares: given, raised, ended and taken back; asleep while the role sees everything", async () => {
  const folder = await putFolder(studio.account, "shared");
  const file = await upload(lea, folder, "shared.txt");
  const set = (level: "view" | "manage" | null) =>
    setShares(lea, { item: { folderId: folder }, shares: [{ grantee: { memberId: jonah.memberId }, level }] });
  const opens = () => allows(() => findFile(jonah, file));
  const given = await set("view");
  expect(await opens()).toBe(true);
  const raised = await set("manage");
  expect((await set("manage")).changed).toBe(false);
  await setShares(lea, raised.before);
  expect((await findFile(jonah, file)).level).toBe("view");
  await setShares(lea, given.before);
  expect(await opens()).toBe(false);
  const [event] = (await historyOf(studio.mira, folder)).rows;
  expect(event).toMatchObject({ operation: "media.share", target: { kind: "folder", name: "shared" } });
  expect(event?.changes).toMatchObject([{ removed: ["Jonah Whitfield: view"] }]);

  await set("view");
  const roles = (role: string) =>
    systemDb().execute(sql`
      update role_assignments set built_in_role = ${role} where account_id = ${studio.account.id} and member_id = ${jonah.memberId}`);
  await roles("finance");
  await expect(findFile(await asMember(studio.account, jonah.memberId), file)).rejects.toMatchObject({
    code: "forbidden",
  });
  await roles("media_library_view_only_access");
  await set("manage");
  expect((await findFile(await asMember(studio.account, jonah.memberId), file)).level).toBe("view");
  await roles("media_library_restricted_access");
  expect((await findFile(await asMember(studio.account, jonah.memberId), file)).level).toBe("manage");
  await systemDb().execute(
    sql`update shares set expires_at = now() where member_id = ${jonah.memberId} and folder_id = ${folder}`,
  );
  expect(await opens()).toBe(false);
});

test("another account's things do not exist", async () => {
  const other = await makeStudio();
  const folder = await putFolder(other.account, "theirs");
  const file = await putFile(other.account, "theirs", { in: folder });
  for (const attempt of [
    () => findFile(lea, file),
    () => listFolder(lea, folder),
    () => createFolder(lea, { name: "x", parentId: folder }),
    () => renameFile(lea, { fileId: file, name: "x" }),
    () =>
      setShares(lea, { item: { fileId: file }, shares: [{ grantee: { memberId: jonah.memberId }, level: "view" }] }),
    () =>
      setShares(other.lea, {
        item: { fileId: file },
        shares: [{ grantee: { memberId: jonah.memberId }, level: "view" }],
      }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(first((await deleteItems(lea, { fileIds: [file], folderIds: [] })).outcomes)).toBe("refused");
  const mine = await putFile(studio.account, "mine");
  await expect(moveItems(lea, { ...nothing, fileIds: [mine], toId: folder, clash: "skip" })).rejects.toMatchObject({
    code: "not_found",
  });
});
