import type { Actor } from "@/lib/actor";
import { AppError, notFound } from "@/lib/errors";
import type { OperationId } from "@/lib/permissions/operations";

/** The sources that a key is limited to; null where all are open. */
export const limitOf = (actor: Actor): readonly string[] | null => (actor.kind === "key" ? actor.key.sourceIds : null);

/** Of what a key is not made for, it learns nothing. */
export function requireReach(actor: Actor, sourceId: string): void {
  const limit = limitOf(actor);
  if (limit !== null && !limit.includes(sourceId)) throw notFound("source");
}

/** A key for some sources works with these alone, so that it makes no others. */
export function requireNoLimit(actor: Actor, operation: OperationId): void {
  if (limitOf(actor) === null) return;
  throw new AppError("forbidden", "This key works with the sources it was made for, and cannot create another.", {
    operation,
    missingPermissions: [],
  });
}
