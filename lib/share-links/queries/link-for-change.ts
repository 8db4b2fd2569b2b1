import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { shareLinks } from "@/db/schema/shares";
import { notFound } from "@/lib/errors";
import { mayAt } from "@/lib/media/queries/find-item";
import { levelOfRank, reachInto } from "@/lib/media/queries/reach";
import { canEver, refusal } from "@/lib/permissions/can";
import { linkTables, rankOfLinked, revokedAt } from "@/lib/share-links/queries/link-rows";
import type { Turn } from "@/lib/users/queries/lock-account";

export type LinkForChange = typeof shareLinks.$inferSelect & { itemName: string; isRevoked: boolean };

/**
 * A link as a change of it finds it, also where its thing lies in the trash. One statement judges it: a link that is not
 * open is sought like one that is not there.
 * @throws AppError `not_found`
 */
export async function linkForChange(
  tx: Tx,
  { account, actor }: Turn,
  operation: "shareLinks.edit" | "shareLinks.revoke",
  linkId: string,
): Promise<LinkForChange> {
  if (!canEver(actor, operation)) throw refusal(operation);
  const reach = reachInto(actor);
  const [found] = await tx.execute<{ itemName: string; isRevoked: boolean; rank: number | null }>(sql`
    with ${reach.sources}
    select coalesce(f.name, d.name, c.name) as "itemName", ${revokedAt} is not null as "isRevoked", ${rankOfLinked(reach)} as rank
    from ${linkTables} where l.account_id = ${account.id} and l.id = ${linkId}
      and f.purged_at is null and d.purged_at is null and c.ended_at is null`);
  if (!found || !mayAt(actor, operation, levelOfRank(found.rank))) throw notFound("share link");
  const [link] = await tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.accountId, account.id), eq(shareLinks.id, linkId)));
  if (!link) throw notFound("share link");
  return { ...link, itemName: found.itemName, isRevoked: found.isRevoked };
}
