import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createGroup } from "@/lib/groups/commands/create-group";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { findCollection, listCollections } from "@/lib/media/queries/list-collections";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { suggest } from "@/lib/media/queries/suggest";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let ids: Record<string, string>;

/**
 * campaigns/ spring/ (to Jonah: contribute) shots/ hero.jpg · campaigns/ secret.txt · contract.pdf (to the group Press) ·
 * board.png in the collection Moodboard (to Jonah)
 */
beforeAll(async () => {
  studio = await makeStudio();
  const { account, mira, jonah, lea } = studio;
  const campaigns = await putFolder(account, "campaigns");
  const spring = await putFolder(account, "spring", { in: campaigns, owner: lea.memberId });
  const shots = await putFolder(account, "shots", { in: spring });
  const hero = await putFile(account, "hero.jpg", { in: shots });
  const secret = await putFile(account, "secret.txt", { in: campaigns });
  const contract = await putFile(account, "contract.pdf");
  const board = await putFile(account, "board.png", { in: campaigns });
  const moodboard = await putCollection(account, "Moodboard", { files: [board] });
  const press = (await createGroup(mira, { name: "Press", description: "", memberIds: [jonah.memberId] })).id;
  await putShare(account, spring, jonah.memberId, "contribute");
  await putShare(account, contract, press, "manage");
  await putShare(account, moodboard, jonah.memberId, "manage");
  ids = { campaigns, spring, shots, hero, secret, contract, board, moodboard, press };
});

const id = (name: string) => ids[name] ?? "";
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).toSorted();
const filesOf = async (actor: MediaActor, search: object = {}) => {
  const page = await listFiles(actor, filesSearch.parse(search));
  expect(page.total).toEqual({ count: page.rows.length, more: false });
  return names(page.rows);
};

test("a restricted member sees what is shared with them, by each way, and nothing else", async () => {
  const { jonah } = studio;
  expect(await filesOf(jonah)).toEqual(["board.png", "contract.pdf", "hero.jpg"]);
  expect(await filesOf(jonah, { q: "s" })).toEqual([]);
  expect(await filesOf(jonah, { folder: id("spring"), below: true })).toEqual(["hero.jpg"]);
  expect(await filesOf(jonah, { collection: id("moodboard") })).toEqual(["board.png"]);
  expect(await sharedWithMe(jonah)).toMatchObject({
    folders: [{ name: "spring", parentId: null, level: "contribute" }],
    files: [{ name: "contract.pdf", level: "manage" }],
    collections: [{ name: "Moodboard", level: "manage", fileCount: 1 }],
    askable: [],
  });
  expect(names((await listCollections(jonah, { limit: 10 })).rows)).toEqual(["Moodboard"]);
});

test("what is not shared does not exist: no folder above, no count, no suggestion, no error that differs", async () => {
  const { jonah } = studio;
  const hero = await findFile(jonah, id("hero"));
  expect(hero.breadcrumbs.map(({ name }) => name)).toEqual(["spring", "shots"]);
  expect(hero.level).toBe("contribute");
  expect(await findFile(jonah, id("board"))).toMatchObject({ folderId: null, breadcrumbs: [], level: "view" });
  expect((await listFolder(jonah, id("spring"))).folder).toMatchObject({
    name: "spring",
    parentId: null,
    fileCount: 0,
  });
  for (const attempt of [
    () => findFile(jonah, id("secret")),
    () => findFile(jonah, "fil_0000"),
    () => listFolder(jonah, id("campaigns")),
    () => listFolder(jonah, null),
    () => filesOf(jonah, { folder: id("campaigns") }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await suggest(jonah, { text: "secret" })).toEqual({ folders: [], files: [], collections: [], tags: [] });
  expect(await suggest(jonah, { text: "s" })).toMatchObject({
    folders: [
      { name: "shots", breadcrumbs: [{ name: "spring" }] },
      { name: "spring", breadcrumbs: [] },
    ],
  });
});

test("whoever browses everything does so at the level of their role", async () => {
  const { lea, sofia } = studio;
  const all = ["board.png", "contract.pdf", "hero.jpg", "secret.txt"];
  expect(await filesOf(sofia)).toEqual(all);
  expect(await filesOf(lea)).toEqual(all);
  expect((await findFile(sofia, id("hero"))).can).toMatchObject({ download: true, rename: false, share: false });
  expect((await findFile(lea, id("hero"))).can).toMatchObject({ download: true, rename: true, share: true });
  expect(await listFolder(sofia, null)).toMatchObject({
    folder: null,
    breadcrumbs: [],
    folders: { rows: [{ name: "campaigns", hasFolders: true, fileCount: 2 }] },
    can: { upload: false },
  });
  expect((await findCollection(sofia, id("moodboard"))).level).toBe("view");
});

test("whoever has no media permission is refused by name", async () => {
  await expect(filesOf(studio.priya)).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "media.view", missingPermissions: ["media_browse"] },
  });
});

test("who has access says through what", async () => {
  const { lea, jonah } = studio;
  const spring = await whoHasAccess(lea, { folderId: id("spring") });
  expect(spring).toMatchObject({
    owner: { name: "Léa Arnaud" },
    direct: [{ grantee: { name: "Jonah Whitfield" }, level: "contribute", isAsleep: false }],
    inherited: [],
    people: [{ name: "Jonah Whitfield", level: "contribute" }],
  });
  const hero = await whoHasAccess(lea, { fileId: id("hero") });
  expect(hero.direct).toEqual([]);
  expect(hero.inherited).toMatchObject([{ on: { kind: "folder", name: "spring" } }]);
  expect(hero.byRole).toContainEqual({ id: studio.sofia.memberId, name: "Sofia Vance", level: "view" });
  const contract = await whoHasAccess(jonah, { fileId: id("contract") });
  expect(contract.people).toMatchObject([{ name: "Jonah Whitfield", ways: [{ group: { name: "Press" } }] }]);
  await expect(whoHasAccess(jonah, { folderId: id("spring") })).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "media.seeAccess" },
  });
  await expect(whoHasAccess(jonah, { folderId: id("campaigns") })).rejects.toMatchObject({ code: "not_found" });
});
