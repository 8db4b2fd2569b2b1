import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { ExplainAccess, Resource } from "@/lib/access/input";
import { findKeySubject, findMemberSubject } from "@/lib/access/queries/find-subject";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { can } from "@/lib/permissions/can";
import { explain, type ExplainedRow, type Explanation, type Subject } from "@/lib/permissions/explain";

/**
 * Why a member or a key may or may not do something, at this moment. Without a resource, what is one's own counts: the
 * answer tells whether there is anything to do it to.
 */
export function explainAccess(actor: Actor, { actor: who, operation, resource }: ExplainAccess): Promise<Explanation> {
  return withAccount(actor.account.id, async (tx) => {
    const subject =
      "memberId" in who
        ? await findMemberSubject(tx, actor, who.memberId)
        : await findKeySubject(tx, actor, who.apiKeyId);
    return explain(subject, operation, resource ? await rowOf(tx, actor, resource) : ownRow(subject));
  });
}

const ownRow = ({ asker }: Subject): ExplainedRow => (asker.memberId === null ? {} : { ownerId: asker.memberId });

async function rowOf(tx: Tx, actor: Actor, resource: Resource): Promise<ExplainedRow> {
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
