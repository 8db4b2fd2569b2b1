import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { changeKey } from "@/lib/api-keys/commands/edit-key";
import type { KeyInput } from "@/lib/api-keys/input";
import { findKeyForChange } from "@/lib/api-keys/queries/key-for-change";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { usageOf } from "@/lib/api-keys/queries/usage";
import { narrowed } from "@/lib/api-keys/rules/least-privilege";
import { whyNotChange } from "@/lib/api-keys/rules/status";
import { AppError, refuseIf } from "@/lib/errors";
import { closureOf, type Permission } from "@/lib/permissions/permissions";
import { lockAccount } from "@/lib/users/queries/lock-account";

/**
 * Takes from a key what it has not used in 90 days. To undo it, edit the key back to what it carried `before`.
 * @throws AppError `conflict` when it uses everything it carries
 */
export async function narrowKey(
  actor: Actor,
  { keyId }: KeyInput,
): Promise<{ before: Permission[]; after: Permission[] }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "apiKeys.edit");
    const key = await findKeyForChange(tx, turn.actor, "apiKeys.edit", keyId);
    refuseIf(whyNotChange(key));
    const owner = await findOwner(tx, turn.account.id, key.ownerId);
    const after = narrowed({ ...(await usageOf(tx, turn.account.id, keyId)), owner: owner.permissions }, turn.now);
    if (closureOf(after) === closureOf(key.permissions))
      throw new AppError("conflict", `${key.name} carries nothing that it has not used in 90 days.`);
    await changeKey(tx, turn, key, { permissions: after });
    return { before: key.permissions, after };
  });
}
