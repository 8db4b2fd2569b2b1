import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { ItemKind } from "@/lib/media/queries/find-item";

type Expired = {
  account: ActorAccount;
  item: { kind: ItemKind; id: string; name: string };
  share: { name: string; expiresAt: string };
};

/** Closes the intervals of shares that have run out and records it. From its moment on an expired share opens nothing. */
export async function endExpiredShares(): Promise<void> {
  await withSystem(async (tx) => {
    const expired = await tx.execute<Expired>(sql`
      with ended as (
        update shares set ended_at = expires_at, ended_by = 'system', end_reason = 'expired'
        where (account_id, id) in (
          select account_id, id from shares where ended_at is null and expires_at <= now()
          order by expires_at limit 200 for update skip locked)
        returning *)
      select json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) as account,
        json_build_object('kind', case when e.file_id is not null then 'file' when e.folder_id is not null then 'folder' else 'collection' end,
          'id', e.item_id, 'name', coalesce(f.name, d.name, c.name)) as item,
        json_build_object('name', coalesce(m.name, g.name) || ': ' || e.level, 'expiresAt', e.expires_at) as share
      from ended e join accounts a on a.id = e.account_id
      left join files f on f.account_id = e.account_id and f.id = e.file_id
      left join folders d on d.account_id = e.account_id and d.id = e.folder_id
      left join collections c on c.account_id = e.account_id and c.id = e.collection_id
      left join members m on m.account_id = e.account_id and m.id = e.member_id
      left join groups g on g.account_id = e.account_id and g.id = e.group_id
      order by a.id, e.expires_at`);
    const requestId = randomUUID();
    for (const { account, item, share } of expired)
      await recordAudit(
        tx,
        systemActor(account, "Expiry", requestId),
        item.kind === "collection" ? "collections.share" : "media.share",
        item,
        { before: { shares: [share] }, after: { shares: [] } },
      );
  });
}
