import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { DAY_MS } from "@/lib/day";
import type { AppError } from "@/lib/errors";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { moveItems } from "@/lib/media/commands/move";
import { renameFolder } from "@/lib/media/commands/rename";
import { filesSearch } from "@/lib/media/input/search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { readContent } from "@/lib/media/queries/read-content";
import { countDownload, countView } from "@/lib/share-links/commands/count";
import { createLink } from "@/lib/share-links/commands/create-link";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { restoreLinks, revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { setMediaSettings } from "@/lib/share-links/commands/set-media-settings";
import { unlockLink } from "@/lib/share-links/commands/unlock-link";
import { type CreateLink, createLinkInput, linksSearch } from "@/lib/share-links/input";
import { findLink, listLinks } from "@/lib/share-links/queries/list-links";
import { openLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { receiveBytes } from "@/lib/uploads/commands/receive-upload";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let studio: Studio;
let folder: string;
let inner: string;
let file: string;
let outside: string;
beforeAll(async () => {
  studio = await makeStudio();
  const above = await putFolder(studio.account, "above");
  folder = await putFolder(studio.account, "press kit", { in: above });
  inner = await putFolder(studio.account, "logos", { in: folder });
  file = await putFile(studio.account, "logo.png", { in: inner });
  outside = await putFile(studio.account, "secret.txt", { in: above });
});

const visitor = (n = 1, userAgent = "Mozilla/5.0 Firefox/130") => ({
  ip: `203.0.113.${n}`,
  userAgent,
  requestId: "request",
});

const make = async (settings: Partial<CreateLink> = {}) => {
  const { id, url } = await createLink(studio.lea, createLinkInput.parse({ item: { folderId: folder }, ...settings }));
  return { id, token: url.split("/").at(-1) ?? "" };
};

const open = async (token: string, origin = visitor(), proof: string | null = null) => {
  const link = await requireOpenLink(token, proof, origin);
  await countView(link);
  return link;
};

const CLOSED = { code: "not_found", message: expect.stringContaining("opens nothing") };

test("a visitor sees what the link names and nothing above, beside or about it", async () => {
  const { token } = await make();
  const { actor, item } = await open(token);
  expect(item).toEqual({ kind: "folder", id: folder, name: "press kit" });
  const found = await listFiles(actor, filesSearch.parse({}));
  expect(found.rows.map(({ id }) => id)).toEqual([file]);
  expect((await listFolder(actor, inner)).breadcrumbs.map(({ name }) => name)).toEqual(["press kit", "logos"]);
  expect((await listFolder(actor, folder)).folder?.parentId).toBeNull();
  await expect(findFile(actor, outside)).rejects.toMatchObject({ code: "not_found" });
  await expect(readContent(actor, outside, { rendition: "original", use: "download" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the address is told again, and the database does not know it", async () => {
  const { id, token } = await make();
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect((await findLink(studio.lea, id)).url).toContain(token);
  const [row] = await systemDb().execute(sql`select row_to_json(l)::text as row from share_links l where id = ${id}`);
  expect(row?.row).not.toContain(token);
});

test("wrong, not begun, over, revoked and gone are the same", async () => {
  const begins = await make({ startsAt: new Date(Date.now() + 3_600_000) });
  const ends = await make({ expiresAt: new Date(Date.now() + 3_600_000) });
  await systemDb().execute(sql`update share_links set expires_at = now() where id = ${ends.id}`);
  const revoked = await make();
  await revokeLinks(studio.lea, { linkIds: [revoked.id] });
  const thing = await putFile(studio.account, "gone.txt");
  const gone = await make({ item: { fileId: thing } });
  await deleteItems(studio.lea, { fileIds: [thing], folderIds: [] });
  for (const token of ["wrong", `${"A".repeat(43)}`, begins.token, ends.token, revoked.token, gone.token, "\0"]) {
    await expect(openLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
    await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
  }
  await restoreItems(studio.lea, { fileIds: [thing], folderIds: [] });
  expect((await open(gone.token)).item.name).toBe("gone.txt");
});

test("a link survives moving and renaming", async () => {
  const { token } = await make();
  const elsewhere = await putFolder(studio.account, "elsewhere");
  const { before } = await moveItems(studio.lea, { fileIds: [], folderIds: [folder], toId: elsewhere, clash: "skip" });
  await renameFolder(studio.lea, { folderId: folder, name: "kit" });
  expect((await open(token)).item.name).toBe("kit");
  await renameFolder(studio.lea, { folderId: folder, name: "press kit" });
  for (const back of before) await moveItems(studio.lea, back);
});

test("the passcode stands before every byte and field, and a new one shuts out who had the old", async () => {
  const { id, token } = await make({ passcode: "open sesame" });
  expect(await openLink(token, null, visitor())).toEqual({ kind: "passcode", accountName: studio.account.name });
  await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
  await expect(unlockLink({ token, passcode: "open" }, visitor())).rejects.toMatchObject({ code: "invalid" });
  const proof = await unlockLink({ token, passcode: "open sesame" }, visitor());
  await open(token, visitor(), proof);

  const other = await make({ passcode: "another" });
  await expect(requireOpenLink(other.token, proof, visitor())).rejects.toMatchObject(CLOSED);
  await expect(requireOpenLink(token, `${proof}x`, visitor())).rejects.toMatchObject(CLOSED);
  await editLink(studio.lea, { linkId: id, passcode: "changed" });
  await expect(requireOpenLink(token, proof, visitor())).rejects.toMatchObject(CLOSED);
  await editLink(studio.lea, { linkId: id, passcode: null });
  await open(token);
  const [row] = await systemDb().execute(sql`select passcode_hash from share_links where id = ${other.id}`);
  expect(row?.passcode_hash).toMatch(/^scrypt:/);
  const events = await systemDb().execute(sql`select json_agg(e)::text as all from audit_events e`);
  expect(events[0]?.all).not.toMatch(/open sesame|another/);
});

const outcomeOf = (token: string, passcode: string, n: number) =>
  unlockLink({ token, passcode }, visitor(n)).then(
    () => "open",
    (error: AppError) => error.code,
  );

const count = (outcomes: string[], wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;

test("of ten thousand guesses of one network ten are heard, and nobody else is held up", async () => {
  const { token } = await make({ passcode: "1234" });
  const outcomes: string[] = [];
  for (let n = 0; n < 10_000; n += 50)
    outcomes.push(...(await Promise.all(Array.from({ length: 50 }, (_, k) => outcomeOf(token, `wrong ${n + k}`, 66)))));
  expect([count(outcomes, "invalid"), count(outcomes, "too_many")]).toEqual([10, 9990]);
  expect(await outcomeOf(token, "1234", 66)).toBe("too_many");
  expect(await outcomeOf(token, "1234", 67)).toBe("open");
  const other = await make({ passcode: "1234" });
  expect(await outcomeOf(other.token, "1234", 66)).toBe("open");
}, 120_000);

test("an address that opens nothing hears as many guesses as one that opens something, in the same words", async () => {
  const unknown = "x".repeat(43);
  const guesses = await Promise.all(Array.from({ length: 25 }, (_, n) => outcomeOf(unknown, `wrong ${n}`, 68)));
  expect([count(guesses, "invalid"), count(guesses, "too_many")]).toEqual([10, 15]);
  const { token } = await make({ passcode: "1234" });
  const answers = [token, unknown, "wrong"].map((address) =>
    unlockLink({ token: address, passcode: "guess" }, visitor(69)).catch(({ message, details }: AppError) => ({
      message,
      details,
    })),
  );
  expect(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test("a network that goes from address to address is heard thirty times", async () => {
  const outcomes: string[] = [];
  for (const tries of [28, 29, 30]) {
    await systemDb().execute(sql`
      insert into tries (who, what, count) values ('203.0.113.70', 'passcode', ${tries})
      on conflict (who, what) do update set count = excluded.count`);
    outcomes.push(await outcomeOf(`nothing ${tries}`, "1234", 70));
  }
  expect(outcomes).toEqual(["invalid", "invalid", "too_many"]);
  expect(await outcomeOf("nothing else", "1234", 71)).toBe("invalid");
});

test("views and downloads are counted once, and programs apart", async () => {
  const { id, token } = await make();
  await open(token);
  await open(token);
  await open(token, visitor(2));
  await open(token, visitor(3, "Slackbot-LinkExpanding 1.0"));
  await countDownload(await requireOpenLink(token, null, visitor()), file);
  expect(await findLink(studio.lea, id)).toMatchObject({ views: 2, downloads: 1, botViews: 1 });
});

test("of the last view only one visitor gets it, and keeps it for the visit", async () => {
  const { id, token } = await make({ maxViews: 3 });
  const visits = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, n) => {
      const opened = await openLink(token, null, visitor(n));
      if (opened.kind === "open") await countView(opened.link);
      return n;
    }),
  );
  const inside = visits.flatMap((visit) => (visit.status === "fulfilled" ? [visit.value] : []));
  expect(inside).toHaveLength(3);
  expect(await findLink(studio.lea, id)).toMatchObject({ views: 3, status: "used_up" });
  await requireOpenLink(token, null, visitor(inside[0]));
  const late = [...Array(20).keys()].find((n) => !inside.includes(n)) ?? 0;
  await expect(requireOpenLink(token, null, visitor(late))).rejects.toMatchObject(CLOSED);
  await expect(openLink(token, null, visitor(200, "Googlebot/2.1"))).rejects.toMatchObject(CLOSED);
});

test("where views are limited, bytes are for those who were counted", async () => {
  const { token } = await make({ maxViews: 5 });
  await expect(requireOpenLink(token, null, visitor(9))).rejects.toMatchObject(CLOSED);
  const opened = await openLink(token, null, visitor(9));
  if (opened.kind === "open") await countView(opened.link);
  await requireOpenLink(token, null, visitor(9));
});

test("downloads end at their limit, at once for all who try", async () => {
  const { token } = await make({ maxDownloads: 2 });
  const link = await open(token);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => countDownload(link, file)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  const shut = await make({ download: false });
  await expect(countDownload(await open(shut.token), file)).rejects.toMatchObject(CLOSED);
});

test("revoking holds from the next request, and two hundred at once get nothing after it", async () => {
  const { id, token } = await make();
  await open(token);
  let revoked = false;
  const reads = Array.from({ length: 200 }, async () => {
    const late = revoked;
    const opened = await requireOpenLink(token, null, visitor()).then(
      () => true,
      () => false,
    );
    return late && opened;
  });
  await revokeLinks(studio.lea, { linkIds: [id] });
  revoked = true;
  expect((await Promise.all(reads)).filter(Boolean)).toEqual([]);
  await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
});

test("a revoked or expired link can be restored for 30 days", async () => {
  const { id, token } = await make();
  const { changed } = await revokeLinks(studio.lea, { linkIds: [id] });
  expect(changed).toEqual([id]);
  await restoreLinks(studio.lea, { linkIds: changed });
  await open(token);
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '1 day' where id = ${id}`);
  await restoreLinks(studio.lea, { linkIds: [id] });
  await open(token);
  await revokeLinks(studio.lea, { linkIds: [id] });
  await systemDb().execute(sql`
    update share_link_revocations set started_at = now() - interval '31 days' where link_id = ${id} and ended_at is null`);
  expect((await restoreLinks(studio.lea, { linkIds: [id] })).outcomes).toMatchObject([{ outcome: "refused" }]);
});

test("links are made, changed and listed by those who manage the thing", async () => {
  const own = await putFolder(studio.account, "own");
  await putShare(studio.account, own, studio.jonah.memberId, "manage");
  const made = await createLink(studio.jonah, createLinkInput.parse({ item: { folderId: own } }));
  const other = await make();
  expect((await listLinks(studio.jonah, linksSearch.parse({}))).rows.map(({ id }) => id)).toEqual([made.id]);
  expect((await listLinks(studio.lea, linksSearch.parse({ limit: 1000 }))).rows.map(({ id }) => id)).toContain(made.id);
  await expect(make({ item: { folderId: "fld_0000" } })).rejects.toMatchObject({ code: "not_found" });
  await expect(createLink(studio.jonah, createLinkInput.parse({ item: { folderId: folder } }))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(createLink(studio.sofia, createLinkInput.parse({ item: { folderId: folder } }))).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "shareLinks.create" },
  });
  await expect(editLink(studio.jonah, { linkId: other.id, note: "mine" })).rejects.toMatchObject({ code: "not_found" });
  expect((await revokeLinks(studio.jonah, { linkIds: [other.id, made.id] })).outcomes).toMatchObject([
    { outcome: "refused" },
    { outcome: "changed" },
  ]);
});

test("what visitors took is named only as long as whoever asks may know of it", async () => {
  const own = await putFolder(studio.account, "theirs");
  await putShare(studio.account, own, studio.jonah.memberId, "manage");
  const taken = await putFile(studio.account, "plan.txt", { in: own });
  const { id, token } = await make({ item: { folderId: own } });
  await countDownload(await open(token), taken);
  const names = async () => (await findLink(studio.jonah, id)).events.map(({ fileName }) => fileName);
  expect(await names()).toContain("plan.txt");
  await moveItems(studio.lea, { fileIds: [taken], folderIds: [], toId: inner, clash: "skip" });
  expect(await names()).not.toContain("plan.txt");
});

test("the account's rules for links bind; a link that breaks them is not made at all", async () => {
  await setMediaSettings(studio.lea, { linkDays: 7, linkPasscode: true, linkDownload: false });
  const count = async () => (await listLinks(studio.lea, linksSearch.parse({}))).total;
  const before = await count();
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
  for (const settings of [
    {},
    { passcode: "1234" },
    { expiresAt: inDays(3) },
    { passcode: "1234", expiresAt: inDays(8) },
  ])
    await expect(make(settings)).rejects.toMatchObject({ code: "invalid" });
  expect(await count()).toBe(before);
  const { id } = await make({ passcode: "1234", expiresAt: inDays(6) });
  expect(await findLink(studio.lea, id)).toMatchObject({ download: false, hasPasscode: true });
  await setMediaSettings(studio.lea, { linkDays: null, linkPasscode: false, linkDownload: true });
});

test("what is restored keeps the account's rules, and a new end restores no longer than that", async () => {
  const over = await make();
  const open_ = await make();
  const old = await make();
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '1 day' where id = ${over.id}`);
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '31 days' where id = ${old.id}`);
  await revokeLinks(studio.lea, { linkIds: [open_.id] });
  const week = { from: Date.now() + 6 * 86_400_000, to: Date.now() + 8 * 86_400_000 };
  await setMediaSettings(studio.lea, { linkDays: 7, linkPasscode: false, linkDownload: true });
  await restoreLinks(studio.lea, { linkIds: [over.id, open_.id] });
  for (const { id } of [over, open_]) {
    const { expiresAt } = await findLink(studio.lea, id);
    expect(expiresAt?.getTime()).toBeGreaterThan(week.from);
    expect(expiresAt?.getTime()).toBeLessThan(week.to);
  }
  await revokeLinks(studio.lea, { linkIds: [over.id] });
  await setMediaSettings(studio.lea, { linkDays: null, linkPasscode: true, linkDownload: true });
  expect((await restoreLinks(studio.lea, { linkIds: [over.id] })).outcomes).toMatchObject([
    { outcome: "refused", reason: expect.stringContaining("passcode") },
  ]);
  await setMediaSettings(studio.lea, { linkDays: null, linkPasscode: false, linkDownload: true });
  await expect(editLink(studio.lea, { linkId: old.id, expiresAt: null })).rejects.toMatchObject({ code: "conflict" });
});

test("a file request takes files and shows none", async () => {
  const inbox = await putFolder(studio.account, "inbox");
  const hidden = await putFile(studio.account, "report.txt", { in: inbox });
  const { id, token } = await make({ item: { folderId: inbox }, kind: "request" });
  const { actor } = await requireOpenLink(token, null, visitor());
  const file_ = new Blob(["from outside"]);
  const { fileId } = await uploadFile(actor, { name: "../../report.txt", folderId: folder, clash: "version" }, file_);
  expect(await findFile(studio.lea, fileId)).toMatchObject({ name: "report (2).txt", folderId: inbox });
  expect((await findFile(studio.lea, fileId)).owner).toMatchObject({ id: studio.lea.memberId });
  await expect(listFiles(actor, filesSearch.parse({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(findFile(actor, fileId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readContent(actor, hidden, { rendition: "original", use: "view" })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await findLink(studio.lea, id)).toMatchObject({ uploads: 1, views: 0, events: [{ kind: "upload" }] });
});

test("what a visitor was still sending when the link was revoked does not arrive", async () => {
  const inbox = await putFolder(studio.account, "closed inbox");
  const { id, token } = await make({ item: { folderId: inbox }, kind: "request" });
  const { actor } = await requireOpenLink(token, null, visitor());
  const begun = await beginUpload(actor, { name: "late.txt", size: 4, folderId: null, clash: "keep" });
  await revokeLinks(studio.lea, { linkIds: [id] });
  const body = new Blob(["late"]).stream() as unknown as AsyncIterable<Uint8Array>;
  await expect(receiveBytes(actor, begun.id, { offset: 0, body, checksum: null })).rejects.toMatchObject(CLOSED);
  expect((await listFiles(studio.lea, filesSearch.parse({ folder: inbox }))).rows).toEqual([]);
});

test("a file request takes as many files as it says, and none larger than it says, also from many at once", async () => {
  const { id, token } = await make({ kind: "request", maxUploads: 2, maxUploadBytes: 10 });
  const { actor, room } = await requireOpenLink(token, null, visitor());
  expect(room).toEqual({ files: 2, bytes: 10 });
  const bring = (text: string) => uploadFile(actor, { name: "a.txt", folderId: null, clash: "keep" }, new Blob([text]));
  await expect(bring("eleven char")).rejects.toMatchObject({ code: "too_large" });
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => bring("small")));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await findLink(studio.lea, id)).toMatchObject({ uploads: 2, status: "used_up" });
  await expect(bring("late")).rejects.toMatchObject({ code: "gone" });
});

test("a collection's link opens its files, as they are in it now", async () => {
  const board = await putFile(studio.account, "board.png");
  const collection = await putCollection(studio.account, "Mood", { files: [board] });
  const { token } = await make({ item: { collectionId: collection } });
  const { actor } = await open(token);
  expect((await listFiles(actor, filesSearch.parse({}))).rows.map(({ id }) => id)).toEqual([board]);
  await systemDb().execute(sql`update collection_files set ended_at = now() where collection_id = ${collection}`);
  expect((await listFiles(actor, filesSearch.parse({}))).rows).toEqual([]);
});
