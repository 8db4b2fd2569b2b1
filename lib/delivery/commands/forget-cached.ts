import type { Tx } from "@/db/client";
import { purgeMarks } from "@/db/schema/delivery";
import { type PurgeScope, toMark } from "@/lib/delivery/rules/scope";

/**
 * Once the transaction commits, nothing that was rendered before is served again for any of the scopes, on any server.
 * @returns the number of the newest mark, for `marksApplied`; 0 without scopes
 */
export async function forgetCached(tx: Tx, accountId: string, scopes: readonly PurgeScope[]): Promise<number> {
  if (scopes.length === 0) return 0;
  const marks = await tx
    .insert(purgeMarks)
    .values(scopes.map((scope) => ({ accountId, ...toMark(scope) })))
    .returning({ number: purgeMarks.number });
  return Math.max(...marks.map(({ number }) => number));
}
