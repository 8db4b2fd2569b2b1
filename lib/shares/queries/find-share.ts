import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { shares } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import type { Item } from "@/lib/media/input/items";
import { findItem } from "@/lib/media/queries/find-item";
import type { Level } from "@/lib/permissions/operations";
import type { Grantee } from "@/lib/shares/input";

export type Share = { id: string; item: Item; grantee: Grantee; level: Level; expiresAt: Date | null; startedAt: Date };

/** A share by its id, where the thing is open to who asks. @throws AppError `not_found` */
export async function findShare(tx: Tx, actor: Actor, shareId: string): Promise<Share> {
  const [row] = await tx
    .select()
    .from(shares)
    .where(and(eq(shares.accountId, actor.account.id), eq(shares.id, shareId), isCurrent(shares)));
  if (!row) throw notFound("share");
  const { id, level, expiresAt, startedAt, fileId, folderId, collectionId, memberId, groupId } = row;
  const item: Item = fileId ? { fileId } : folderId ? { folderId } : { collectionId: collectionId ?? "" };
  await findItem(tx, actor, item).catch(() => {
    throw notFound("share");
  });
  return { id, item, grantee: groupId ? { groupId } : { memberId: memberId ?? "" }, level, expiresAt, startedAt };
}
