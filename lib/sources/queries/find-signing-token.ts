import "server-only";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { findSource } from "@/lib/sources/queries/find-source";

/** For the code that makes signed addresses: whoever holds it can sign every one of this source. */
export async function findSigningToken(actor: Actor, { sourceId }: { sourceId: string }): Promise<{ token: string }> {
  authorize(actor, "sources.edit");
  const { token } = await findSource(actor, sourceId);
  if (token === null) throw notFound("source");
  return { token };
}
