import { beforeEach, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import type { Item } from "@/lib/media/input/items";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { filesSearch } from "@/lib/media/input/search";
import { seeAs } from "@/lib/shares/queries/see-as";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

let studio: Studio;
let guest: MemberActor;
let campaigns: string;
let press: string;
let stills: string;
beforeEach(async () => {
  studio = await makeStudio();
  const { account } = studio;
  guest = await joinAccount(account, { name: "Noor", role: "media_library_restricted_access" });
  campaigns = await putFolder(account, "Campaigns");
  press = await putFolder(account, "Press", { in: campaigns });
  stills = await putFolder(account, "Stills", { in: press });
  await putFile(account, "hero.txt", { in: press });
  await putFile(account, "plan.txt", { in: campaigns });
});

const look = (item: Item, actor: MemberActor = studio.lea, memberId = guest.memberId) =>
  seeAs(actor, { item, memberId });

const allowed = ({ seen }: Awaited<ReturnType<typeof look>>) =>
  seen?.abilities.filter((one) => one.allowed).map(({ operation }) => operation);

test("a folder is seen as the person sees it who opens it: from where their access begins, with what they may do", async () => {
  await putShare(studio.account, press, guest.memberId, "contribute");
  await putShare(studio.account, stills, guest.memberId, "manage");
  const told = await look({ folderId: press });
  expect(told).toMatchObject({
    person: { name: "Noor", isSuspended: false },
    item: { kind: "folder", name: "Press" },
    seen: { level: "contribute", above: [], folders: [{ name: "Stills", level: "manage" }], file: null },
  });
  expect(told.seen?.files.rows).toMatchObject([{ name: "hero.txt", level: "contribute" }]);
  expect(allowed(told)).toEqual(["media.zip", "media.upload", "folders.create", "media.copy"]);

  const own = await listFolder(guest, press);
  expect(told.seen?.folders.map(({ id }) => id)).toEqual(own.folders.rows.map(({ id }) => id));
  const files = await listFiles(guest, filesSearch.parse({ folder: press, sort: "name" }));
  expect(told.seen?.files.rows.map(({ id }) => id)).toEqual(files.rows.map(({ id }) => id));

  expect((await look({ folderId: stills })).seen?.above).toEqual([{ id: press, name: "Press", opens: true }]);
});

test("for whom a thing does not exist, nothing of it is shown", async () => {
  await putShare(studio.account, stills, guest.memberId);
  expect((await look({ folderId: press })).seen).toBeNull();
  expect((await look({ folderId: stills })).seen).toMatchObject({ level: "view", above: [] });
  expect((await look({ folderId: press }, studio.lea, studio.priya.memberId)).seen).toBeNull();
  await suspendUsers(studio.mira, { memberIds: [guest.memberId] });
  expect(await look({ folderId: stills })).toMatchObject({ person: { isSuspended: true }, seen: null });
});

test("whoever manages a part sees no more of the library than that part, however far the other person sees", async () => {
  const { account, jonah } = studio;
  await putShare(account, press, jonah.memberId, "manage");
  await putShare(account, campaigns, guest.memberId, "manage");
  const told = await look({ folderId: stills }, jonah);
  expect(told.seen).toMatchObject({ level: "manage", above: [{ name: "Press", opens: true }] });
  expect((await look({ folderId: press }, jonah)).seen?.above).toEqual([]);
  await expect(look({ folderId: campaigns }, jonah)).rejects.toMatchObject({ code: "not_found" });

  await putShare(account, campaigns, jonah.memberId, "view");
  expect((await look({ folderId: press }, jonah)).seen?.above).toEqual([
    { id: campaigns, name: "Campaigns", opens: false },
  ]);
  await expect(look({ folderId: campaigns }, jonah)).rejects.toMatchObject({ code: "forbidden" });
});

test("of the files of a collection only those tell the person's level that who looks manages", async () => {
  const { account, jonah } = studio;
  const own = await putFile(account, "a own.txt", { in: press, owner: jonah.memberId });
  const other = await putFile(account, "b other.txt", { in: press });
  const collection = await putCollection(account, "Best of", { files: [own, other], owner: jonah.memberId });
  await putShare(account, collection, guest.memberId);
  await putShare(account, press, guest.memberId, "manage");
  // Owning a collection opens none of its files that others put into it.
  expect((await look({ collectionId: collection }, jonah)).seen?.files.rows).toMatchObject([{ id: own }]);

  await putShare(account, collection, jonah.memberId, "manage");
  const { seen } = await look({ collectionId: collection }, jonah);
  expect(seen).toMatchObject({ level: "view", above: [], folders: [] });
  expect(seen?.files.count).toBeNull();
  expect(seen?.files.rows).toMatchObject([
    { id: own, level: "manage" },
    { id: other, level: null },
  ]);
  await expect(look({ fileId: other }, jonah)).rejects.toMatchObject({ code: "forbidden" });
  expect((await look({ fileId: own }, jonah)).seen).toMatchObject({ level: "manage", above: [], file: { id: own } });
});

test("only who may see who has access looks as someone, and strangers are not known", async () => {
  const foreign = await makeStudio();
  await putShare(studio.account, press, studio.jonah.memberId, "contribute");
  await expect(look({ folderId: press }, studio.sofia)).rejects.toMatchObject({ code: "forbidden" });
  await expect(look({ folderId: press }, studio.jonah)).rejects.toMatchObject({ code: "forbidden" });
  await expect(look({ folderId: press }, studio.priya)).rejects.toMatchObject({ code: "forbidden" });
  await expect(look({ folderId: press }, foreign.lea)).rejects.toMatchObject({ code: "not_found" });
  await expect(look({ folderId: press }, studio.lea, foreign.jonah.memberId)).rejects.toMatchObject({
    code: "not_found",
  });
});
