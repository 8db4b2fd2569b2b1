import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { flushOpenings, noteOpening } from "@/lib/media/commands/note-opening";
import { moveItems } from "@/lib/media/commands/move";
import type { Item } from "@/lib/media/input/items";
import { readContent } from "@/lib/media/queries/read-content";
import { createLink } from "@/lib/share-links/commands/create-link";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { type CreateLink, createLinkInput } from "@/lib/share-links/input";
import { setShares } from "@/lib/shares/commands/set-shares";
import { accessOnDay, type PastAccess } from "@/lib/shares/queries/access-on-day";
import { compareAccess } from "@/lib/shares/rules/compare-access";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";
import { compareLinks } from "@/lib/shares/rules/compare-links";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let guest: MemberActor;
beforeAll(async () => {
  studio = await makeStudio();
  guest = await joinAccount(studio.account, { name: "Noor", role: "media_library_restricted_access" });
  await systemDb().execute(sql`update members set started_at = '2026-01-01' where account_id = ${studio.account.id}`);
  await systemDb().execute(
    sql`update role_assignments set started_at = '2026-01-01' where account_id = ${studio.account.id}`,
  );
});

const on = (actor: MemberActor, fileId: string, day: string) =>
  accessOnDay(actor, { item: { fileId }, day, timeZone: "Europe/Lisbon" });

/** Lets things that were made or changed just now have been so on that day. */
async function date(table: string, column: string, id: string, day: string): Promise<void> {
  await systemDb().execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${day}
    where account_id = ${studio.account.id} and ${sql.identifier(table === "media_changes" ? "item_id" : "id")} = ${id}`);
}

test("who could see a file on a day is told by the shares and the place of that day", async () => {
  const { account, lea } = studio;
  const [press, archive] = [await putFolder(account, "Press"), await putFolder(account, "Archive")];
  const file = await putFile(account, "hero.jpg", { in: press });
  await date("files", "created_at", file, "2026-02-01");
  await date("shares", "started_at", await putShare(account, press, guest.memberId, "contribute"), "2026-03-01");
  await moveItems(lea, { fileIds: [file], folderIds: [], toId: archive, clash: "skip" });
  await date("media_changes", "at", file, "2026-04-01");

  expect(await on(lea, file, "2026-01-15")).toMatchObject({ wasThere: false, people: [], byRole: [] });
  expect(await on(lea, file, "2026-02-15")).toMatchObject({ wasThere: true, people: [] });
  const march = await on(lea, file, "2026-03-15");
  expect(march.people).toMatchObject([
    { id: guest.memberId, level: "contribute", ways: [{ on: { id: press, name: "Press" } }] },
  ]);
  expect(march.byRole.map(({ name }) => name)).toContain(lea.name);
  const april = await on(lea, file, "2026-04-15");
  expect(april.people).toEqual([]);
  expect(compareAccess(march, april)).toEqual({
    gained: [],
    lost: [{ id: guest.memberId, name: "Noor", before: "contribute", after: null }],
  });
});

test("a day ends by the clocks of the reader", async () => {
  const file = await putFile(studio.account, "late.txt");
  await date("files", "created_at", file, "2026-02-01");
  await date("shares", "started_at", await putShare(studio.account, file, guest.memberId), "2026-03-01T23:30:00Z");
  const people = async (timeZone: string) =>
    (await accessOnDay(studio.lea, { item: { fileId: file }, day: "2026-03-01", timeZone })).people.length;
  expect([await people("Europe/Lisbon"), await people("Europe/Berlin"), await people("America/Lima")]).toEqual([
    1, 0, 1,
  ]);
});

test("who opened it is told by day, added up", async () => {
  const file = await putFile(studio.account, "opened.txt");
  const { id: accountId } = studio.account;
  for (const use of ["view", "view", "download"] as const)
    noteOpening({ accountId, fileId: file, openedBy: guest.memberId, use, goesOn: false });
  for (const use of ["view", "view"] as const)
    noteOpening({ accountId, fileId: file, openedBy: guest.memberId, use, goesOn: true });
  await flushOpenings();
  const [row] = await systemDb().execute<{ today: string }>(
    sql`select (now() at time zone 'utc')::date::text as today`,
  );
  expect((await on(studio.lea, file, row?.today ?? "")).openings).toMatchObject([
    { id: guest.memberId, name: "Noor", views: 2, downloads: 1 },
  ]);
  expect((await on(studio.lea, file, "2026-05-01")).openings).toEqual([]);
});

test("who says that the file is open to them already, and has never opened it, is told of too", async () => {
  const fileId = await putFile(studio.account, "by the second byte.txt");
  for (const use of ["view", "download", "download"] as const)
    await readContent(studio.lea, fileId, { rendition: "original", use, goesOn: true });
  await flushOpenings();
  const [opening] = await systemDb().execute(sql`select views, downloads from file_openings where file_id = ${fileId}`);
  expect(opening).toEqual({ views: 1, downloads: 1 });
});

test("only who may see who has access is told", async () => {
  const file = await putFile(studio.account, "mine.txt");
  await expect(on(guest, file, "2026-05-01")).rejects.toMatchObject({ code: "not_found" });
  await setShares(studio.lea, {
    item: { fileId: file },
    shares: [{ grantee: { memberId: guest.memberId }, level: "contribute" }],
  });
  await expect(on(guest, file, "2026-05-01")).rejects.toMatchObject({ code: "forbidden" });
  await expect(on(studio.sofia, file, "2026-05-01")).rejects.toMatchObject({ code: "forbidden" });
});

test("links that reached it that day are told, with what visitors did by them", async () => {
  const { account, lea } = studio;
  const press = await putFolder(account, "Kit");
  const file = await putFile(account, "logo.png", { in: press });
  await date("files", "created_at", file, "2026-02-01");
  const make = async (settings: Partial<CreateLink>) =>
    (await createLink(lea, createLinkInput.parse({ item: { folderId: press }, ...settings }))).id;
  const reuters = await make({ note: "Reuters", passcode: "open sesame" });
  const over = await make({ note: "Over" });
  for (const id of [reuters, over]) await date("share_links", "created_at", id, "2026-03-01");
  await systemDb().execute(sql`update share_links set expires_at = '2026-03-10' where id = ${over}`);
  await revokeLinks(lea, { linkIds: [reuters] });
  await systemDb().execute(sql`update share_link_revocations set started_at = '2026-04-01' where link_id = ${reuters}`);
  await systemDb().execute(sql`
    insert into share_link_events (account_id, link_id, kind, file_id, bot, at) values
      (${account.id}, ${reuters}, 'view', null, false, '2026-03-05T12:00Z'), (${account.id}, ${reuters}, 'download', ${file}, false, '2026-03-05T12:01Z'),
      (${account.id}, ${reuters}, 'view', null, true, '2026-03-05T23:00Z'), (${account.id}, ${reuters}, 'view', null, false, '2026-03-06T12:00Z')`);

  const notes = ({ links }: PastAccess) => links.map(({ told }) => told?.note);
  const march = await on(lea, file, "2026-03-05");
  expect(notes(await on(lea, file, "2026-02-15"))).toEqual([]);
  expect(notes(march)).toEqual(["Reuters", "Over"]);
  expect(march.links[0]).toMatchObject({
    on: { id: press },
    hasPasscode: true,
    download: true,
    told: { createdBy: lea.name },
  });
  expect(march.visits).toMatchObject([{ id: reuters, views: 1, downloads: 1, botViews: 1, botDownloads: 0 }]);
  expect(notes(await on(lea, file, "2026-03-15"))).toEqual(["Reuters"]);
  const april = await on(lea, file, "2026-04-15");
  expect(notes(april)).toEqual([]);
  expect(compareLinks(march.links, april.links)).toMatchObject({ came: [], went: [{ id: reuters }, { id: over }] });

  await systemDb().execute(sql`update share_links set expires_at = now() + interval '1 day' where id = ${over}`);
  expect((await whoHasAccess(lea, { fileId: file })).links.map(({ id }) => id)).toEqual([over]);
  await editLink(lea, { linkId: over, expiresAt: null, download: false });
  const past = (await on(lea, file, "2026-03-05")).links.find(({ id }) => id === over);
  expect(past?.download).toBe(true);
});

test("whoever manages the thing and not what a link is on hears that there is one, and not for whom", async () => {
  const { account, lea } = studio;
  const folder = await putFolder(account, "Others'");
  const file = await putFile(account, "ours.png", { in: folder });
  await putShare(account, file, guest.memberId, "manage");
  await createLink(lea, createLinkInput.parse({ item: { folderId: folder }, note: "A secret buyer" }));
  const { links } = await whoHasAccess(guest, { fileId: file });
  expect(links).toMatchObject([{ on: { kind: "folder", id: null, name: null }, told: null }]);
});

test("whether it was private is told by the folders that it lay in", async () => {
  const { account, lea } = studio;
  const folder = await putFolder(account, "Behind doors");
  const file = await putFile(account, "plan.png", { in: folder });
  await date("files", "created_at", file, "2026-02-01");
  await systemDb().execute(sql`
    insert into private_media (account_id, folder_id, started_at, started_by) values (${account.id}, ${folder}, '2026-03-01', 'system')`);
  expect([(await on(lea, file, "2026-02-15")).wasPrivate, (await on(lea, file, "2026-03-15")).wasPrivate]).toEqual([
    false,
    true,
  ]);
});

test("of a folder and a collection, openings are those of the files that they held then", async () => {
  const { account, lea } = studio;
  const [above, elsewhere] = [await putFolder(account, "Then"), await putFolder(account, "Since")];
  const inner = await putFolder(account, "Inner", { in: above });
  const file = await putFile(account, "moved.png", { in: inner });
  const collection = await putCollection(account, "Board", { files: [file] });
  await systemDb().execute(
    sql`update collection_files set started_at = '2026-01-01', ended_at = '2026-04-01' where file_id = ${file}`,
  );
  await moveItems(lea, { fileIds: [], folderIds: [inner], toId: elsewhere, clash: "skip" });
  await date("media_changes", "at", inner, "2026-04-01");
  for (const day of ["2026-03-05", "2026-04-05"])
    await systemDb()
      .execute(sql`insert into file_openings (account_id, file_id, opened_by, day, views, downloads, last_at)
      values (${account.id}, ${file}, ${guest.memberId}, ${day}, 1, 0, ${`${day}T12:00Z`})`);
  const openings = async (item: Item, day: string) =>
    (await accessOnDay(lea, { item, day, timeZone: "UTC" })).openings.length;
  for (const item of [{ folderId: above }, { collectionId: collection }])
    expect([await openings(item, "2026-03-05"), await openings(item, "2026-04-05")]).toEqual([1, 0]);
  expect([
    await openings({ folderId: elsewhere }, "2026-03-05"),
    await openings({ folderId: elsewhere }, "2026-04-05"),
  ]).toEqual([0, 1]);
});
