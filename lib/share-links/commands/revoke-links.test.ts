import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { restoreLinks, revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, open, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("revoking holds from the next request, and two hundred at once get nothing after it", async () => {
  const { id, token } = await kit.make();
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
  await revokeLinks(kit.studio.lea, { linkIds: [id] });
  revoked = true;
  expect((await Promise.all(reads)).filter(Boolean)).toEqual([]);
  await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
});

test("a revoked or expired link can be restored for 30 days", async () => {
  const { id, token } = await kit.make();
  const { changed } = await revokeLinks(kit.studio.lea, { linkIds: [id] });
  expect(changed).toEqual([id]);
  await restoreLinks(kit.studio.lea, { linkIds: changed });
  await open(token);
  await systemDb().execute(sql`update share_links set expires_at = now() - interval '1 day' where id = ${id}`);
  await restoreLinks(kit.studio.lea, { linkIds: [id] });
  await open(token);
  await revokeLinks(kit.studio.lea, { linkIds: [id] });
  await systemDb().execute(sql`
    update share_link_revocations set started_at = now() - interval '31 days' where link_id = ${id} and ended_at is null`);
  expect((await restoreLinks(kit.studio.lea, { linkIds: [id] })).outcomes).toMatchObject([{ outcome: "refused" }]);
});
