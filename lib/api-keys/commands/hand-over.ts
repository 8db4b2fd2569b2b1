import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { apiKeyHandovers, apiKeys } from "@/db/schema/api-keys";
import { type Actor, authorOf } from "@/lib/actor";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { whyNotTakeOver } from "@/lib/api-keys/rules/ownership";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

/**
 * Gives the keys of a leaver to someone who holds at least what each of them carries; their secrets keep working. Call
 * it in the account's turn. `keyIds` chooses some of them; without it, all.
 * @throws AppError `conflict` when the receiver lacks something, naming the key
 */
export async function handOverKeys(tx: Tx, actor: Actor, fromId: string, toId: string, keyIds?: readonly string[]) {
  authorize(actor, "apiKeys.edit", { ownerId: fromId });
  if (fromId === toId) throw new AppError("conflict", "These keys belong to this person already.");
  const receiver = await findOwner(tx, actor.account.id, toId);
  const keys = (await listKeysOf(tx, actor.account.id, fromId)).filter(({ id }) => keyIds?.includes(id) ?? true);
  if (keyIds && keys.length < keyIds.length) throw new AppError("conflict", "One of these keys has ended meanwhile.");
  for (const key of keys) refuseIf(whyNotTakeOver(receiver, key));
  if (keys.length === 0) return;
  await tx
    .update(apiKeys)
    .set({ ownerId: toId })
    .where(
      and(
        eq(apiKeys.accountId, actor.account.id),
        inArray(
          apiKeys.id,
          keys.map(({ id }) => id),
        ),
        isNull(apiKeys.endedAt),
      ),
    );
  await tx.insert(apiKeyHandovers).values(
    keys.map(({ id }) => ({
      accountId: actor.account.id,
      id: newId("keyHandover"),
      keyId: id,
      fromId,
      toId,
      by: authorOf(actor),
    })),
  );
  for (const { id, name } of keys)
    await recordAudit(
      tx,
      actor,
      "apiKeys.edit",
      { kind: "api_key", id, name },
      { before: { ownerId: fromId }, after: { ownerId: toId } },
    );
}
