import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { apiKeys } from "@/db/schema/api-keys";
import type { Actor } from "@/lib/actor";
import type { KeyInput } from "@/lib/api-keys/input";
import { findKeyForChange } from "@/lib/api-keys/queries/key-for-change";
import { type EndReason, KEY_STATUSES } from "@/lib/api-keys/rules/status";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "apiKeys.revoke";

/** Ends a key for good; its next request is refused on every server. */
export async function revokeKey(actor: Actor, { keyId }: KeyInput): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const { id, name, status } = await findKeyForChange(tx, turn.actor, OPERATION, keyId);
    const reason: EndReason = "revoked";
    if (["revoked", "rotated", "owner_removed"].includes(status))
      throw new AppError("conflict", `${name} has ended already. ${KEY_STATUSES[status].says}`);
    await tx
      .update(apiKeys)
      .set(turn.ended(reason))
      .where(and(eq(apiKeys.accountId, turn.account.id), eq(apiKeys.id, id)));
    await recordAudit(tx, actor, OPERATION, { kind: "api_key", id, name }, { after: { reason } });
  });
}
