import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { shareLinks } from "@/db/schema/shares";
import { notFound } from "@/lib/errors";
import { findItems, type FoundItem, kindOfItem, mayAt } from "@/lib/media/queries/find-item";
import { canEver, refusal } from "@/lib/permissions/can";
import type { Turn } from "@/lib/users/queries/lock-account";

export type LinkForChange = typeof shareLinks.$inferSelect & { item: FoundItem; isRevoked: boolean };

/** A link as a change of it finds it, also where its thing lies in the trash. @throws AppError `not_found` */
export async function linkForChange(
  tx: Tx,
  { account, actor }: Turn,
  operation: "shareLinks.edit" | "shareLinks.revoke",
  linkId: string,
): Promise<LinkForChange> {
  if (!canEver(actor, operation)) throw refusal(operation);
  const [link] = await tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.accountId, account.id), eq(shareLinks.id, linkId)));
  if (!link) throw notFound("share link");
  const kind = kindOfItem(
    link.fileId ? { fileId: link.fileId } : link.folderId ? { folderId: link.folderId } : { collectionId: link.itemId },
  );
  const [item] = await findItems(tx, actor, kind, [link.itemId]);
  if (!item || !mayAt(actor, operation, item.level)) throw notFound("share link");
  const [revoked] = await tx.execute(sql`
    select from share_link_revocations where account_id = ${account.id} and link_id = ${linkId} and ended_at is null`);
  return { ...link, item, isRevoked: Boolean(revoked) };
}
