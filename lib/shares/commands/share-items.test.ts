import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { DAY_MS } from "@/lib/day";
import { shareItems } from "@/lib/shares/commands/share-items";
import { setShares } from "@/lib/shares/commands/set-shares";
import { type ShareItems, type Things, thingsInput } from "@/lib/shares/input";
import { listShares } from "@/lib/shares/queries/list-shares";
import { sharesOfMany } from "@/lib/shares/queries/shares-of-many";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let guest: MemberActor;
beforeEach(async () => {
  studio = await makeStudio();
  guest = await joinAccount(studio.account, { name: "Noor", role: "media_library_restricted_access" });
});

type Wanted = ShareItems["changes"][number]["shares"][number];

const things = (some: Partial<Things>): Things => thingsInput.parse(some);

const share = (actor: MemberActor, some: Partial<Things>, wanted: Omit<Wanted, "grantee">, who = guest) =>
  shareItems(actor, {
    changes: [{ ...things(some), shares: [{ grantee: { memberId: who.memberId }, ...wanted }] }],
  });

/** What the guest was given, thing by thing. */
async function heldOn(ids: readonly string[], granteeId = guest.memberId) {
  const { rows } = await listShares(studio.lea, { granteeId, limit: 1000 });
  return ids.map((id) => {
    const held = rows.find(({ item }) => item.id === id);
    return held ? `${held.level} ${held.expiresAt?.toISOString() ?? "for ever"}` : null;
  });
}

async function makeThings() {
  const folder = await putFolder(studio.account, "Press");
  const file = await putFile(studio.account, "hero.txt");
  const collection = await putCollection(studio.account, "Best of");
  return {
    ids: [folder, file, collection],
    all: { folderIds: [folder], fileIds: [file], collectionIds: [collection] },
  };
}

const soon = () => new Date(Date.now() + DAY_MS);

test("files, folders and collections are shared in one step, each with its event, and taken back to what was before", async () => {
  const { ids, all } = await makeThings();
  const [folder, file, collection] = ids as [string, string, string];
  const end = soon();
  await share(studio.lea, { folderIds: [folder] }, { level: "manage" });
  await share(studio.lea, { fileIds: [file] }, { level: "view", expiresAt: end });
  const before = await heldOn(ids);
  expect(before).toEqual(["manage for ever", `view ${end.toISOString()}`, null]);

  const given = await share(studio.lea, all, { level: "contribute", expiresAt: null });
  expect(given.outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "changed"]);
  expect(await heldOn(ids)).toEqual(["contribute for ever", "contribute for ever", "contribute for ever"]);
  for (const [id, operation] of [
    [folder, "media.share"],
    [file, "media.share"],
    [collection, "collections.share"],
  ] as const) {
    const [event] = (await historyOf(studio.mira, id)).rows;
    expect(event).toMatchObject({ operation, changes: [{ added: ["Noor: contribute"] }] });
  }

  const back = await shareItems(studio.lea, given.before);
  expect(await heldOn(ids)).toEqual(before);
  await shareItems(studio.lea, back.before);
  expect(await heldOn(ids)).toEqual(["contribute for ever", "contribute for ever", "contribute for ever"]);
});

test("what is left out stays: a level keeps each end, and an end gives nobody anything", async () => {
  const { ids, all } = await makeThings();
  const end = soon();
  await share(studio.lea, { folderIds: all.folderIds }, { level: "view", expiresAt: end });
  await share(studio.lea, { fileIds: all.fileIds }, { level: "view" });
  await share(studio.lea, all, { level: "manage" });
  expect(await heldOn(ids)).toEqual([`manage ${end.toISOString()}`, "manage for ever", "manage for ever"]);
  await share(studio.lea, { fileIds: all.fileIds }, { level: null });
  const later = soon();
  const { outcomes } = await share(studio.lea, all, { expiresAt: later });
  expect(outcomes.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    "folder changed",
    "file unchanged",
    "collection changed",
  ]);
  expect(await heldOn(ids)).toEqual([`manage ${later.toISOString()}`, null, `manage ${later.toISOString()}`]);
});

test("what stays the same leaves no event and nothing to take back", async () => {
  const { ids, all } = await makeThings();
  await share(studio.lea, all, { level: "view" });
  const again = await share(studio.lea, all, { level: "view" });
  expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(again.before).toEqual({ changes: [] });
  expect((await historyOf(studio.mira, ids[0] ?? "")).rows).toHaveLength(1);
});

test("a share that has run out, and was not closed yet, is nothing that comes back", async () => {
  const { ids, all } = await makeThings();
  await share(studio.lea, all, { level: "manage", expiresAt: soon() });
  await systemDb().execute(sql`update shares set expires_at = now() where account_id = ${studio.account.id}`);
  const { before } = await share(studio.lea, all, { level: "view" });
  expect(await heldOn(ids)).toEqual(["view for ever", "view for ever", "view for ever"]);
  await shareItems(studio.lea, before);
  expect(await heldOn(ids)).toEqual([null, null, null]);
});

test("a restricted manager shares what they manage; the rest is refused by name where they see it, and by kind where not", async () => {
  const { account, lea, jonah } = studio;
  const managed = await putFolder(account, "Managed");
  const seen = await putFolder(account, "Seen");
  const hidden = await putFolder(account, "Hidden");
  await putShare(account, managed, jonah.memberId, "manage");
  await putShare(account, seen, jonah.memberId, "contribute");
  const all = { folderIds: [managed, seen, hidden] };
  const { outcomes, before } = await share(jonah, all, { level: "manage" });
  expect(outcomes).toMatchObject([
    { id: managed, outcome: "changed" },
    { id: seen, name: "Seen", outcome: "refused", code: "forbidden" },
    { id: hidden, name: null, outcome: "refused", code: "not_found" },
  ]);
  expect(before.changes.map(({ folderIds }) => folderIds)).toEqual([[managed]]);
  expect(await heldOn([managed, seen, hidden])).toEqual(["manage for ever", null, null]);

  await setShares(lea, {
    item: { folderId: seen },
    shares: [{ grantee: { memberId: guest.memberId }, level: "view" }],
  });
  expect(await sharesOfMany(jonah, things(all))).toMatchObject({
    items: [{ id: managed, name: "Managed" }],
    refused: [
      { id: seen, name: "Seen" },
      { id: hidden, name: null },
    ],
    grantees: [{ grantee: { name: "Jonah Whitfield" } }, { grantee: { name: "Noor" }, held: [{ level: "manage" }] }],
  });
});

test("whoever only looks at everything shares nothing, nor sees with whom it is shared", async () => {
  const { all, ids } = await makeThings();
  await share(studio.lea, all, { level: "view" });
  const codes = async (actor: MemberActor) =>
    (await share(actor, all, { level: null })).outcomes.map(({ code }) => code);
  expect(await codes(studio.sofia)).toEqual(["forbidden", "forbidden", "forbidden"]);
  expect(await codes(studio.jonah)).toEqual(["not_found", "not_found", "not_found"]);
  expect(await heldOn(ids)).toEqual(["view for ever", "view for ever", "view for ever"]);
  expect(await sharesOfMany(studio.sofia, things(all))).toMatchObject({ items: [], grantees: [], byRole: [] });
  await expect(share(studio.priya, all, { level: "view" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(sharesOfMany(studio.priya, things(all))).rejects.toMatchObject({ code: "forbidden" });
});

test("another account's things and people do not exist", async () => {
  const foreign = await makeStudio();
  const { all } = await makeThings();
  const theirs = await putFolder(foreign.account, "Theirs");
  const { outcomes } = await share(studio.lea, { folderIds: [theirs] }, { level: "view" });
  expect(outcomes).toMatchObject([{ outcome: "refused", code: "not_found", name: null }]);
  expect(await sharesOfMany(studio.lea, things({ folderIds: [theirs] }))).toMatchObject({ items: [], grantees: [] });
  await expect(share(studio.lea, all, { level: "view" }, foreign.jonah)).rejects.toMatchObject({ code: "not_found" });
});

test("with whom many are shared is counted for each person, once for each thing", async () => {
  const { all } = await makeThings();
  await share(studio.lea, { folderIds: all.folderIds }, { level: "manage" });
  await share(studio.lea, { fileIds: all.fileIds }, { level: "view" });
  const { items, refused, grantees, byRole } = await sharesOfMany(studio.lea, things(all));
  expect(items.map(({ name }) => name)).toEqual(["Press", "hero.txt", "Best of"]);
  expect(refused).toEqual([]);
  expect(grantees).toMatchObject([{ grantee: { name: "Noor" }, isAsleep: false }]);
  expect(grantees[0]?.held.map(({ level }) => level).toSorted()).toEqual(["manage", "view"]);
  expect(byRole.length).toBeGreaterThan(0);
});

test("fifty who share the same at once leave one share on each thing, each changing all of them or none", async () => {
  const { ids, all } = await makeThings();
  const levels = ["view", "contribute", "manage"] as const;
  const done = await Promise.all(
    Array.from({ length: 50 }, (_, n) => share(studio.lea, all, { level: levels[n % 3] ?? "view" })),
  );
  expect(new Set(await heldOn(ids)).size).toBe(1);
  const { rows } = await listShares(studio.lea, { granteeId: guest.memberId, limit: 1000 });
  expect(rows).toHaveLength(3);
  for (const { outcomes } of done) expect(new Set(outcomes.map(({ outcome }) => outcome)).size).toBe(1);
});

test("a thousand things for a few people are one step", async () => {
  const { account, lea } = studio;
  const folderIds = await Promise.all(Array.from({ length: 1000 }, (_, n) => putFolder(account, `Shoot ${n}`)));
  const { outcomes, before } = await share(lea, { folderIds }, { level: "view" });
  expect(outcomes.filter(({ outcome }) => outcome === "changed")).toHaveLength(1000);
  expect(before.changes).toHaveLength(1);
  await shareItems(lea, before);
  expect((await heldOn(folderIds)).filter((one) => one !== null)).toEqual([]);
});
