import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { flushOpenings, noteOpening } from "@/lib/media/commands/note-opening";
import { moveItems } from "@/lib/media/commands/move";
import { readContent } from "@/lib/media/queries/read-content";
import { setShares } from "@/lib/shares/commands/set-shares";
import { accessOnDay } from "@/lib/shares/queries/access-on-day";
import { compareAccess } from "@/lib/shares/rules/compare-access";
import { putFile, putFolder, putShare } from "@/lib/testing/library";
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
