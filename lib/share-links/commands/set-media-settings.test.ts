import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { DAY_MS } from "@/lib/day";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { restoreLinks, revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { setMediaSettings } from "@/lib/share-links/commands/set-media-settings";
import { linksSearch } from "@/lib/share-links/input";
import { findLink, listLinks } from "@/lib/share-links/queries/list-links";
import { makePressKit, type PressKit } from "@/lib/share-links/testing/press-kit";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("the account's rules for links bind; a link that breaks them is not made at all", async () => {
  await setMediaSettings(kit.studio.lea, { linkDays: 7, linkPasscode: true, linkDownload: false });
  const count = async () => (await listLinks(kit.studio.lea, linksSearch.parse({}))).total;
  const before = await count();
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
  for (const settings of [
    {},
    { passcode: "1234" },
    { expiresAt: inDays(3) },
    { passcode: "1234", expiresAt: inDays(8) },
  ])
    await expect(kit.make(settings)).rejects.toMatchObject({ code: "invalid" });
  expect(await count()).toBe(before);
  const { id } = await kit.make({ passcode: "1234", expiresAt: inDays(6) });
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ download: false, hasPasscode: true });
  await setMediaSettings(kit.studio.lea, { linkDays: null, linkPasscode: false, linkDownload: true });
});

test("what is restored keeps the account's rules, and a new end restores no longer than that", async () => {
  const over = await kit.make();
  const revoked = await kit.make();
  const old = await kit.make();
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '1 day' where id = ${over.id}`);
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '31 days' where id = ${old.id}`);
  await revokeLinks(kit.studio.lea, { linkIds: [revoked.id] });
  const week = { from: Date.now() + 6 * 86_400_000, to: Date.now() + 8 * 86_400_000 };
  await setMediaSettings(kit.studio.lea, { linkDays: 7, linkPasscode: false, linkDownload: true });
  await restoreLinks(kit.studio.lea, { linkIds: [over.id, revoked.id] });
  for (const { id } of [over, revoked]) {
    const { expiresAt } = await findLink(kit.studio.lea, id);
    expect(expiresAt?.getTime()).toBeGreaterThan(week.from);
    expect(expiresAt?.getTime()).toBeLessThan(week.to);
  }
  await revokeLinks(kit.studio.lea, { linkIds: [over.id] });
  await setMediaSettings(kit.studio.lea, { linkDays: null, linkPasscode: true, linkDownload: true });
  expect((await restoreLinks(kit.studio.lea, { linkIds: [over.id] })).outcomes).toMatchObject([
    { outcome: "refused", reason: expect.stringContaining("passcode") },
  ]);
  await setMediaSettings(kit.studio.lea, { linkDays: null, linkPasscode: false, linkDownload: true });
  await expect(editLink(kit.studio.lea, { linkId: old.id, expiresAt: null })).rejects.toMatchObject({
    code: "conflict",
  });
});
