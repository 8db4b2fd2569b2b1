import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { shares } from "@/db/schema/shares";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { findFolder } from "@/lib/media/queries/list-folder";
import { endExpiredShares } from "@/lib/shares/commands/end-expired-shares";
import { setShares } from "@/lib/shares/commands/set-shares";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const soon = () => new Date(Date.now() + 3_600_000);

const share = (folderId: string, expiresAt: Date | null) =>
  setShares(studio.lea, {
    item: { folderId },
    shares: [{ grantee: { memberId: studio.jonah.memberId }, level: "view", expiresAt }],
  });

test("a share that is given an end keeps it, is moved to another, and may lose it; an end that is over is refused", async () => {
  const folder = await putFolder(studio.account, "Timed");
  const end = soon();
  const given = await share(folder, end);
  const [row] = await systemDb()
    .select()
    .from(shares)
    .where(eq(shares.id, given.shares[0]?.id ?? ""));
  expect(row).toMatchObject({ expiresAt: end, endedAt: null });
  expect((await share(folder, end)).changed).toBe(false);
  const moved = await share(folder, null);
  expect(moved).toMatchObject({ changed: true, before: { shares: [{ level: "view", expiresAt: end }] } });
  await expect(share(folder, new Date(Date.now() - 1000))).rejects.toMatchObject({ code: "invalid" });
  const [event] = (await historyOf(studio.mira, folder)).rows;
  expect(event?.operation).toBe("media.share");
  expect((await findFolder(studio.jonah, folder)).level).toBe("view");
});

test("a share that has run out opens nothing, and its interval is closed at that moment with a word in the audit log", async () => {
  const folder = await putFolder(studio.account, "Over");
  const going = await putFolder(studio.account, "Going on");
  const { shares: given } = await share(folder, soon());
  await share(going, soon());
  const [{ id } = { id: "" }] = given;
  const [end] = await systemDb().execute<{ at: Date }>(
    sql`update shares set expires_at = now() - interval '1 minute' where id = ${id} returning expires_at as at`,
  );
  await expect(findFolder(studio.jonah, folder)).rejects.toMatchObject({ code: "not_found" });

  await endExpiredShares();
  const [row] = await systemDb().select().from(shares).where(eq(shares.id, id));
  expect(row).toMatchObject({ endedBy: "system", endReason: "expired", endedAt: row?.expiresAt });
  expect(row?.endedAt).toEqual(new Date(end?.at ?? 0));
  const events = (await historyOf(studio.mira, folder)).rows;
  expect(events[0]).toMatchObject({ operation: "media.share", actor: { name: "Expiry" }, target: { name: "Over" } });
  expect(JSON.stringify(events[0]?.changes)).toContain("Jonah Whitfield: view");
  expect((await findFolder(studio.jonah, going)).level).toBe("view");
  await endExpiredShares();
  expect((await historyOf(studio.mira, folder)).rows).toHaveLength(events.length);
});
