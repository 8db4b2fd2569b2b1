import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { ExplainAccess, Resource } from "@/lib/access/input";
import { explainedItem } from "@/lib/access/queries/explained-item";
import {
  findKeySubject,
  findLinkSubject,
  findMemberSubject,
  type FoundSubject,
} from "@/lib/access/queries/find-subject";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { itemOf } from "@/lib/media/queries/find-item";
import { can } from "@/lib/permissions/can";
import { explain, type ExplainedRow, type Explanation } from "@/lib/permissions/explain";
import type { OperationId } from "@/lib/permissions/operations";
import { findLink } from "@/lib/share-links/queries/list-links";

/**
 * Why a member, a key or the visitors of a link may or may not do something, at this moment. Without a resource, what is
 * one's own counts: the answer tells whether there is anything to do it to.
 */
export function explainAccess(actor: Actor, { actor: who, operation, resource }: ExplainAccess): Promise<Explanation> {
  return withAccount(actor.account.id, async (tx) => {
    const subject = await subjectOf(tx, actor, who);
    const row = resource ? await rowOf(tx, actor, subject, operation, resource) : ownRow(subject);
    return explain(subject, operation, row);
  });
}

function subjectOf(tx: Tx, actor: Actor, who: ExplainAccess["actor"]): Promise<FoundSubject> {
  if ("memberId" in who) return findMemberSubject(tx, actor, who.memberId);
  return "apiKeyId" in who ? findKeySubject(tx, actor, who.apiKeyId) : findLinkSubject(actor, who.shareLinkId);
}

const ownRow = ({ asker }: FoundSubject): ExplainedRow => (asker.memberId === null ? {} : { ownerId: asker.memberId });

async function rowOf(
  tx: Tx,
  actor: Actor,
  subject: FoundSubject,
  operation: OperationId,
  resource: Resource,
): Promise<ExplainedRow> {
  if ("fileId" in resource || "folderId" in resource || "collectionId" in resource)
    return explainedItem(tx, actor, subject, operation, resource);
  if ("shareLinkId" in resource) {
    const { item } = await findLink(actor, resource.shareLinkId);
    return explainedItem(tx, actor, subject, operation, itemOf(item));
  }
  const ownerId = "memberId" in resource ? resource.memberId : await ownerOfKey(tx, actor, resource.apiKeyId);
  if (!can(actor, "access.explainAnyone") && ownerId !== actor.memberId) throw notFound("thing");
  return { ownerId };
}

async function ownerOfKey(tx: Tx, actor: Actor, keyId: string): Promise<string> {
  const [row] = await tx.execute<{ ownerId: string }>(sql`
    select owner_id as "ownerId" from api_keys where account_id = ${actor.account.id} and id = ${keyId}`);
  if (!row) throw notFound("thing");
  return row.ownerId;
}
