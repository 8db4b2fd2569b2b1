import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { insertKey } from "@/lib/api-keys/commands/insert-key";
import type { CreateKey } from "@/lib/api-keys/input";
import { keysIn } from "@/lib/api-keys/queries/count-keys";
import { requireTargets } from "@/lib/api-keys/queries/limit-targets";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { inheritLimits, whyNotLimits } from "@/lib/api-keys/rules/limits";
import { whyNotExpiry } from "@/lib/api-keys/rules/lifetime";
import { whyNotCarry } from "@/lib/api-keys/rules/ownership";
import { newSecret, prefixOf } from "@/lib/api-keys/rules/secret";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound, refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { hashToken } from "@/lib/tokens";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { whyNotGive } from "@/lib/users/rules";

const OPERATION = "apiKeys.create";

/**
 * Makes a key that its owner can use at once. The secret is in this answer and nowhere else.
 * A person's key is their own, and so is what their keys make; the system names the owner.
 */
export async function createKey(
  actor: Actor,
  input: CreateKey,
  ownerId = actor.memberId,
): Promise<{ id: string; secret: string }> {
  authorize(actor, OPERATION);
  if (ownerId === null) throw notFound("person");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const owner = await findOwner(tx, turn.account.id, ownerId);
    const { name, permissions, sourceIds = null, folderIds = null, ipRanges = null, rateLimit = null } = input;
    const limits = inheritLimits(actor, {
      sourceIds,
      folderIds,
      ipRanges,
      rateLimit,
      expiresAt: input.expiresAt ?? null,
    });
    refuseIf(whyNotGive(turn.actor, OPERATION, permissions) ?? whyNotCarry(owner, OPERATION, permissions));
    refuseIf(whyNotLimits(actor, OPERATION, limits));
    await requireTargets(tx, turn.actor, limits);
    refuseIf(whyNotExpiry(limits.expiresAt, { startedAt: turn.now, now: turn.now, keyDays: turn.account.keyDays }));
    refuseIf(whyNoKeys(await keysIn(tx, turn.account.id)));

    const secret = newSecret();
    const id = await insertKey(tx, turn.begun, {
      ownerId,
      name,
      prefix: prefixOf(secret),
      secretHash: hashToken(secret),
      permissions,
      limits,
    });
    await recordAudit(
      tx,
      actor,
      OPERATION,
      { kind: "api_key", id, name },
      { after: { name, ownerId, permissions, ...limits } },
    );
    return { id, secret };
  });
}

function whyNoKeys({ used, limit }: { used: number; limit: number }): AppError | null {
  if (used < limit) return null;
  return new AppError(
    "conflict",
    `All ${limit} API keys of this account are in use. Revoke one, or get more under Billing.`,
  );
}
