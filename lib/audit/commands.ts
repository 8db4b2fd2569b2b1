import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { auditEvents } from "@/db/schema/audit";
import { type Actor, authorOf, type LinkActor } from "@/lib/actor";
import { inBatches } from "@/lib/in-batches";
import type { OperationId } from "@/lib/permissions/operations";

/** What an event is about. */
export type Target = {
  kind:
    | "account"
    | "user"
    | "invitation"
    | "role"
    | "group"
    | "api_key"
    | "session"
    | "audit_log"
    | "file"
    | "folder"
    | "collection"
    | "share"
    | "share_link"
    | "source"
    | "purge"
    | "invoice";
  id: string;
  name: string;
};

/** Things that are recorded and yet are no operation of the policy: nobody is asked for permission to sign in. */
export type RecordedEvent =
  | OperationId
  | "account.create"
  | "account.delete"
  | "account.restore"
  | "account.erase"
  | "billing.refund"
  | "invitations.accept"
  | "session.start"
  | "session.end"
  | "grants.expire"
  | "access.refused";

type Change = { before?: unknown; after?: unknown };

/**
 * Writes the event into the transaction of the change it tells of. Call it last: events of an account are chained, so
 * that the next writer waits here until this transaction ends.
 */
export async function recordAudit(
  tx: Tx,
  actor: Actor | LinkActor,
  operation: RecordedEvent,
  target: Target,
  change: Change = {},
) {
  await tx.insert(auditEvents).values(eventRow(actor, operation, target, change));
}

/** One operation on many things at once: an event each, in this order, with the same change or one of its own. */
export async function recordAuditOfEach(
  tx: Tx,
  actor: Actor,
  operation: RecordedEvent,
  targets: readonly (Target & { change?: Change })[],
  change: Change = {},
) {
  for (const batch of inBatches(targets))
    await tx
      .insert(auditEvents)
      .values(batch.map((target) => eventRow(actor, operation, target, target.change ?? change)));
}

const eventRow = (actor: Actor | LinkActor, operation: RecordedEvent, target: Target, change: Change) => ({
  accountId: actor.account.id,
  id: newId("event"),
  actorKind: actor.kind,
  actorId: actor.memberId ?? authorOf(actor),
  actorName: actor.name,
  via: actor.kind === "key" ? authorOf(actor) : null,
  operation,
  targetKind: target.kind,
  targetId: target.id,
  targetName: target.name,
  before: change.before ?? null,
  after: change.after ?? null,
  ip: actor.origin.ip,
  userAgent: actor.origin.userAgent?.slice(0, 400) ?? null,
  requestId: actor.origin.requestId,
});
