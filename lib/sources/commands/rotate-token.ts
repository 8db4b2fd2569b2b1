import "server-only";
import { withAccount } from "@/db/client";
import { sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import { ofSource, recordSource } from "@/lib/sources/commands/source";
import { sourceForChange } from "@/lib/sources/queries/source-for-change";
import { signingTokenOf } from "@/lib/sources/rules/secrets";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.edit";

/** Addresses that were signed with the token before are refused at once. */
export async function rotateToken(actor: Actor, { sourceId }: { sourceId: string }): Promise<{ token: string }> {
  authorize(actor, OPERATION);
  return withAccount(actor.account.id, async (tx) => {
    const source = await sourceForChange(tx, await lockAccount(tx, actor, OPERATION), sourceId);
    const tokenNumber = source.tokenNumber + 1;
    await tx.update(sources).set({ tokenNumber }).where(ofSource(source.accountId, sourceId));
    await recordSource(tx, actor, OPERATION, source, { after: { signingToken: "replaced" } });
    return { token: signingTokenOf(sourceId, tokenNumber) };
  });
}
