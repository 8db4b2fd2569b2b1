import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { copyFiles } from "@/lib/media/commands/copy";
import { moveItems } from "@/lib/media/commands/move";
import { publishItems, unpublishItems } from "@/lib/media/commands/privacy";
import { findFile } from "@/lib/media/queries/find-file";
import { findFileAt } from "@/lib/media/queries/find-file-at";
import { findPrivateFolder } from "@/lib/media/queries/find-private-folder";
import { listFolder } from "@/lib/media/queries/list-folder";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const file = (id: string) => ({ fileIds: [id], folderIds: [] });
const folder = (id: string) => ({ fileIds: [], folderIds: [id] });
const isPrivate = async (id: string) => (await findFile(studio.lea, id)).isPrivate;
const outcome = async (change: ReturnType<typeof publishItems>) => (await change).outcomes[0]?.outcome;

let made = 0;
/** A folder in a folder, with a file in it. */
async function aTree() {
  const name = `tree ${++made}`;
  const top = await putFolder(studio.account, name);
  const inner = await putFolder(studio.account, "inner", { in: top });
  return { name, top, inner, hero: await putFile(studio.account, "hero.jpg", { in: inner }) };
}

test("everything is published until someone makes it private, by itself or with a folder above it", async () => {
  const { name, top, inner, hero } = await aTree();
  const delivered = async () => (await findFileAt(studio.account.id, [name, "inner", "hero.jpg"]))?.isPrivate;
  expect([await isPrivate(hero), await delivered()]).toEqual([false, false]);

  expect(await outcome(unpublishItems(studio.lea, folder(top)))).toBe("changed");
  expect([await isPrivate(hero), await delivered()]).toEqual([true, true]);
  expect((await listFolder(studio.lea, inner)).folder?.isPrivate).toBe(true);
  expect(await findPrivateFolder(studio.lea, { fileId: hero })).toEqual({ id: top, name });
  expect(await outcome(publishItems(studio.lea, file(hero)))).toBe("refused");

  expect(await outcome(unpublishItems(studio.lea, file(hero)))).toBe("changed");
  expect(await outcome(unpublishItems(studio.lea, file(hero)))).toBe("unchanged");
  expect(await outcome(publishItems(studio.lea, folder(top)))).toBe("changed");
  expect([await isPrivate(hero), await delivered()]).toEqual([true, true]);
  expect(await findPrivateFolder(studio.lea, { fileId: hero })).toBeNull();

  expect(await outcome(publishItems(studio.lea, file(hero)))).toBe("changed");
  expect([await isPrivate(hero), await delivered()]).toEqual([false, false]);
  expect(await outcome(publishItems(studio.lea, file(hero)))).toBe("unchanged");
  expect((await historyOf(studio.mira, hero, { limit: 2 })).rows).toMatchObject([
    { operation: "media.publish", before: { private: true }, after: { private: false } },
    { operation: "media.unpublish", before: { private: false }, after: { private: true } },
  ]);
});

test("a change of many is taken back by the opposite of what it changed", async () => {
  const [one, other] = [await aTree(), await aTree()];
  await unpublishItems(studio.lea, file(other.hero));
  const { before } = await unpublishItems(studio.lea, { fileIds: [one.hero, other.hero], folderIds: [one.inner] });
  expect(before).toEqual({ fileIds: [one.hero], folderIds: [one.inner] });
  await publishItems(studio.lea, before);
  expect([await isPrivate(one.hero), await isPrivate(other.hero)]).toEqual([false, true]);
});

test("only who may edit the whole library publishes, however much of it is shared with the others", async () => {
  const { top, hero } = await aTree();
  await putShare(studio.account, top, studio.jonah.memberId, "manage");
  for (const actor of [studio.jonah, studio.sofia, studio.priya]) {
    for (const change of [publishItems, unpublishItems])
      await expect(change(actor, file(hero))).rejects.toMatchObject({ code: "forbidden" });
  }
  expect((await findFile(studio.jonah, hero)).can).toMatchObject({ publish: false, unpublish: false, delete: true });
});

test("what comes from someone who may not publish is private, what comes from the others is not", async () => {
  const { top } = await aTree();
  await putShare(studio.account, top, studio.jonah.memberId, "contribute");
  const upload = (actor: MemberActor, name: string) =>
    uploadFile(actor, { name, folderId: top, clash: "keep" }, new Blob([name])).then(({ fileId }) => fileId);
  expect(await isPrivate(await upload(studio.jonah, "draft.txt"))).toBe(true);
  const own = await upload(studio.lea, "final.txt");
  expect(await isPrivate(own)).toBe(false);
  const copied = (actor: MemberActor) =>
    copyFiles(actor, { fileIds: [own], toId: top, clash: "keep" }).then(({ madeIds }) => madeIds[0] ?? "");
  expect(await isPrivate(await copied(studio.jonah))).toBe(true);
  expect(await isPrivate(await copied(studio.lea))).toBe(false);
});

test("nothing becomes public by being put somewhere else", async () => {
  const { top, inner, hero } = await aTree();
  const { top: open } = await aTree();
  await unpublishItems(studio.lea, folder(top));
  const { madeIds } = await copyFiles(studio.lea, { fileIds: [hero], toId: open, clash: "keep" });
  expect(await isPrivate(madeIds[0] ?? "")).toBe(true);
  await moveItems(studio.lea, { fileIds: [hero], folderIds: [], toId: open, clash: "keep" });
  expect(await isPrivate(hero)).toBe(true);
  const { hero: published } = await aTree();
  await moveItems(studio.lea, { fileIds: [published], folderIds: [inner], toId: open, clash: "keep" });
  expect([await isPrivate(published), (await listFolder(studio.lea, inner)).folder?.isPrivate]).toEqual([false, true]);
});
