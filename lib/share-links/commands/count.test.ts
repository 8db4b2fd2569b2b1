import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { countDownload, countView } from "@/lib/share-links/commands/count";
import { renewedWhileRead } from "@/lib/share-links/commands/renew-visit";
import { findLink } from "@/lib/share-links/queries/list-links";
import { openLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, open, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("views and downloads are counted once, and programs apart", async () => {
  const { id, token } = await kit.make();
  await open(token);
  await open(token);
  await open(token, visitor(2));
  await open(token, visitor(3, "Slackbot-LinkExpanding 1.0"));
  await countDownload(await requireOpenLink(token, null, visitor()), { fileId: kit.file });
  await countDownload(await open(token, visitor(3, "Wget/1.21.3")), { fileId: null });
  const counted = { views: 2, downloads: 1, botViews: 2, botDownloads: 1 };
  expect(await findLink(kit.studio.lea, id)).toMatchObject(counted);
});

test("of the last view only one visitor gets it, and keeps it for the visit", async () => {
  const { id, token } = await kit.make({ maxViews: 3 });
  const visits = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, n) => {
      const opened = await openLink(token, null, visitor(n));
      if (opened.kind === "open") await countView(opened.link);
      return n;
    }),
  );
  const inside = visits.flatMap((visit) => (visit.status === "fulfilled" ? [visit.value] : []));
  expect(inside).toHaveLength(3);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ views: 3, status: "used_up" });
  await requireOpenLink(token, null, visitor(inside[0]));
  const late = [...Array(20).keys()].find((n) => !inside.includes(n)) ?? 0;
  await expect(requireOpenLink(token, null, visitor(late))).rejects.toMatchObject(CLOSED);
  await expect(openLink(token, null, visitor(200, "Googlebot/2.1"))).rejects.toMatchObject(CLOSED);
});

test("where views are limited, bytes are for those who were counted", async () => {
  const { token } = await kit.make({ maxViews: 5 });
  await expect(requireOpenLink(token, null, visitor(9))).rejects.toMatchObject(CLOSED);
  const opened = await openLink(token, null, visitor(9));
  if (opened.kind === "open") await countView(opened.link);
  await requireOpenLink(token, null, visitor(9));
});

/** Takes a view of a link that limits them. */
async function enter(token: string): Promise<void> {
  const opened = await openLink(token, null, visitor());
  if (opened.kind === "open") await countView(opened.link);
}

/** As if so many minutes had passed since. */
const passMinutes = (linkId: string, minutes: number) =>
  systemDb().execute(sql`
    update share_link_events set at = at - make_interval(mins => ${minutes}), seen_at = seen_at - make_interval(mins => ${minutes})
    where link_id = ${linkId}`);

const seenAt = async (linkId: string) => {
  const [row] = await systemDb().execute(sql`select seen_at from share_link_events where link_id = ${linkId}`);
  return row?.seen_at;
};

test("a visit goes on for as long as it is used, which is written once a minute", async () => {
  const { id, token } = await kit.make({ maxViews: 1 });
  await enter(token);
  await requireOpenLink(token, null, visitor());
  expect(await seenAt(id)).toBeNull();
  for (let time = 0; time < 3; time++) {
    await passMinutes(id, 29);
    await requireOpenLink(token, null, visitor());
  }
  const seen = await seenAt(id);
  await open(token);
  expect([seen, (await findLink(kit.studio.lea, id)).views]).toEqual([await seenAt(id), 1]);
  await passMinutes(id, 31);
  await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
});

test("one visitor at once from several windows is counted once", async () => {
  const { id, token } = await kit.make();
  await Promise.all(Array.from({ length: 8 }, () => open(token)));
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ views: 1 });
});

test("it goes on while one long film is read", async () => {
  const { id, token } = await kit.make({ maxViews: 1 });
  await enter(token);
  const link = await requireOpenLink(token, null, visitor());
  const read = renewedWhileRead(new Blob(["first", "second"]).stream(), link);
  await passMinutes(id, 29);
  vi.setSystemTime(Date.now() + 61_000);
  await new Response(read).text();
  vi.useRealTimers();
  await passMinutes(id, 29);
  expect(await requireOpenLink(token, null, visitor())).toMatchObject({ visit: link.visit });
});

test("a visit survives another address by what its browser keeps, which is nothing to others", async () => {
  const { id, token } = await kit.make({ maxViews: 1 });
  await enter(token);
  const visit = (await requireOpenLink(token, null, visitor())).visitToKeep;
  await expect(requireOpenLink(token, null, visitor(2))).rejects.toMatchObject(CLOSED);
  expect((await requireOpenLink(token, { visit }, visitor(2))).visitToKeep).toBeNull();
  await countView(await requireOpenLink(token, { visit }, visitor(2)));
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ views: 1 });
  await expect(requireOpenLink(token, { visit }, visitor(2, "Mozilla/5.0 Safari"))).rejects.toMatchObject(CLOSED);
  const other = await kit.make({ maxViews: 1 });
  await expect(requireOpenLink(other.token, { visit }, visitor(2))).rejects.toMatchObject(CLOSED);
  await passMinutes(id, 31);
  await expect(requireOpenLink(token, { visit }, visitor(2))).rejects.toMatchObject(CLOSED);
  const free = await kit.make();
  expect((await open(free.token)).visitToKeep).toBeNull();
  expect((await open(free.token)).visitToKeep).toBeNull();
});

test("a download that is gone on with is one, whole ones are as many as they are", async () => {
  const { id, token } = await kit.make({ maxDownloads: 2 });
  const part = { fileId: kit.file, isPart: true };
  const link = await open(token);
  await Promise.all(Array.from({ length: 10 }, () => countDownload(link, part)));
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ downloads: 1 });
  await countDownload(link, { fileId: kit.file });
  await countDownload(link, part);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ downloads: 2 });
  await expect(countDownload(await open(token, visitor(2)), part)).rejects.toMatchObject({ code: "gone" });
  await passMinutes(id, 24 * 60);
  await expect(countDownload(link, part)).rejects.toMatchObject({ code: "gone" });
});

test("programs spend no downloads, and get none where they are limited", async () => {
  const { id, token } = await kit.make({ maxDownloads: 1 });
  const link = await open(token, visitor(1, "Googlebot/2.1"));
  await expect(countDownload(link, { fileId: kit.file })).rejects.toMatchObject({ code: "gone" });
  await countDownload(await open(token), { fileId: kit.file });
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ downloads: 1, botDownloads: 0 });
});

test("downloads end at their limit, at once for all who try", async () => {
  const { token } = await kit.make({ maxDownloads: 2 });
  const link = await open(token);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => countDownload(link, { fileId: kit.file })));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  const shut = await kit.make({ download: false });
  await expect(countDownload(await open(shut.token), { fileId: kit.file })).rejects.toMatchObject(CLOSED);
});
