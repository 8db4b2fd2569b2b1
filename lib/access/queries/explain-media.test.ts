import { beforeAll, expect, test } from "vitest";
import { withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { explainAccess } from "@/lib/access/queries/explain-access";
import type { MemberActor } from "@/lib/actor";
import { createGroup } from "@/lib/groups/commands/create-group";
import { deleteItems } from "@/lib/media/commands/trash";
import { findItem, mayAt } from "@/lib/media/queries/find-item";
import type { Level, OperationId } from "@/lib/permissions/operations";
import { createLink } from "@/lib/share-links/commands/create-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { setShares } from "@/lib/shares/commands/set-shares";
import { asKey, makeKey } from "@/lib/testing/keys";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let guest: MemberActor;
let campaigns: string;
let hero: string;
beforeAll(async () => {
  studio = await makeStudio();
  guest = await joinAccount(studio.account, { name: "Noor", role: "media_library_restricted_access" });
  campaigns = await putFolder(studio.account, "Campaigns");
  hero = await putFile(studio.account, "hero.jpg", {
    in: await putFolder(studio.account, "Summer", { in: campaigns }),
  });
});

const ask = (operation: OperationId, resource: object, actor: object = { memberId: guest.memberId }) =>
  explainAccess(studio.mira, { actor, operation, resource } as Parameters<typeof explainAccess>[1]);

test("a level is explained by the group, the share and the folder that lead to it", async () => {
  const { id: press } = await createGroup(studio.mira, { name: "Press", description: "", memberIds: [guest.memberId] });
  const shareId = await putShare(studio.account, campaigns, press, "contribute");
  expect(await ask("media.tag", { fileId: hero })).toMatchObject({
    allowed: true,
    path: [
      { kind: "role" },
      { kind: "group", id: press, says: "Noor is in Press." },
      { kind: "share", id: shareId, says: "Campaigns is shared with Press: contribute." },
      { kind: "folder", id: campaigns, says: "hero.jpg lies in Campaigns." },
    ],
  });
});

test("a no names the lowest level that would turn it, and giving that level turns it", async () => {
  const name = "stranger";
  const stranger = await joinAccount(studio.account, { name, role: "media_library_restricted_access" });
  const actor = { memberId: stranger.memberId };
  const wanted: [OperationId, Level][] = [
    ["media.view", "view"],
    ["media.newVersion", "contribute"],
    ["media.rename", "manage"],
  ];
  for (const [operation, level] of wanted) {
    const no = await ask(operation, { fileId: hero }, actor);
    expect(no).toMatchObject({ allowed: false, smallestShare: { kind: "file", id: hero, name: "hero.jpg", level } });
    await setShares(studio.mira, { item: { fileId: hero }, shares: [{ grantee: actor, level }] });
    expect(await ask(operation, { fileId: hero }, actor)).toMatchObject({ allowed: true, smallestShare: null });
  }
});

test("what belongs to someone and what a collection holds is said to be so", async () => {
  const own = await putFile(studio.account, "mine.txt", { owner: guest.memberId });
  expect((await ask("media.delete", { fileId: own })).path.at(-1)).toMatchObject({
    kind: "owner",
    says: "mine.txt belongs to Noor.",
  });
  const loose = await putFile(studio.account, "loose.txt");
  const collection = await putCollection(studio.account, "Best of", { files: [loose] });
  await putShare(studio.account, collection, guest.memberId, "manage");
  expect((await ask("media.view", { fileId: loose })).path.at(-1)).toMatchObject({
    kind: "collection",
    id: collection,
  });
  expect(await ask("media.tag", { fileId: loose })).toMatchObject({
    allowed: false,
    smallestShare: { level: "contribute" },
  });
});

test("a key that is limited to folders reaches nothing outside of them, whatever it carries", async () => {
  const made = await makeKey(studio.mira, ["media_edit"], { folderIds: [campaigns] });
  const key = await asKey(made);
  const outside = await putFolder(studio.account, "Elsewhere");
  const actor = { apiKeyId: key.key.id };
  expect(await ask("media.rename", { fileId: hero }, actor)).toMatchObject({ allowed: true });
  expect(await ask("media.rename", { folderId: outside }, actor)).toMatchObject({
    allowed: false,
    path: [{ kind: "key", says: `${key.key.name} works in other folders alone.` }],
    smallestGrant: null,
  });
});

test("visitors of a link are explained by the link, as long as it is open", async () => {
  const { id } = await createLink(studio.mira, { item: { folderId: campaigns }, kind: "view", download: false });
  const actor = { shareLinkId: id };
  expect(await ask("media.view", { fileId: hero }, actor)).toMatchObject({
    allowed: true,
    path: [{ kind: "share", id }],
  });
  expect(await ask("media.download", { fileId: hero }, actor)).toMatchObject({ allowed: false });
  expect(await ask("media.tag", { fileId: hero }, actor)).toMatchObject({ allowed: false, smallestShare: null });
  await revokeLinks(studio.mira, { linkIds: [id] });
  expect(await ask("media.view", { fileId: hero }, actor)).toMatchObject({
    allowed: false,
    path: [{ kind: "status" }],
  });
});

test("the trash keeps everything shut but restoring", async () => {
  const gone = await putFile(studio.account, "gone.txt");
  await deleteItems(studio.mira, { fileIds: [gone], folderIds: [] });
  const actor = { memberId: studio.lea.memberId };
  expect(await ask("media.view", { fileId: gone }, actor)).toMatchObject({
    allowed: false,
    path: [{ kind: "status" }],
  });
  expect(await ask("media.restore", { fileId: gone }, actor)).toMatchObject({ allowed: true });
});

test("the answers agree with what the library decides", async () => {
  const operations = ["media.view", "media.tag", "media.rename"] as const;
  for (const person of [studio.mira, studio.dana, studio.lea, studio.sofia, studio.priya, guest])
    for (const operation of operations) {
      const { allowed } = await ask(operation, { fileId: hero }, { memberId: person.memberId });
      const decided = await withAccount(studio.account.id, (tx) => findItem(tx, person, { fileId: hero }))
        .then(({ level }) => mayAt(person, operation, level))
        .catch(() => false);
      expect([person.name, operation, allowed]).toEqual([person.name, operation, decided]);
    }
});

test("nobody is told of what is not open to them", async () => {
  const hidden = await putFolder(studio.account, "Hidden");
  const actor = { memberId: guest.memberId };
  for (const folderId of [hidden, "fld_unknown"])
    await expect(
      explainAccess(guest, { actor, operation: "media.view", resource: { folderId } }),
    ).rejects.toMatchObject({ code: "not_found", message: "There is no such folder, or it is not open to you." });
});
