import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { apiKeys } from "@/db/schema/api-keys";
import type { Actor } from "@/lib/actor";
import { insertKey } from "@/lib/api-keys/commands/insert-key";
import type { RotateKey } from "@/lib/api-keys/input";
import { findKeyForChange, type KeyForChange } from "@/lib/api-keys/queries/key-for-change";
import { whyNotLimits } from "@/lib/api-keys/rules/limits";
import { earliest, GRACES, latestEnd, renewedEnd } from "@/lib/api-keys/rules/lifetime";
import { newSecret, prefixOf } from "@/lib/api-keys/rules/secret";
import { type EndReason, KEY_STATUSES, whyNotChange } from "@/lib/api-keys/rules/status";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { hashToken } from "@/lib/tokens";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const OPERATION = "apiKeys.rotate";

/** Makes a new key that can do the same; the old one goes on working for the grace and not a moment longer. */
export async function rotateKey(actor: Actor, { keyId, grace }: RotateKey): Promise<{ id: string; secret: string }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const key = await findKeyForChange(tx, turn.actor, OPERATION, keyId);
    refuseIf(whyNotChange(key) ?? whyNotLimits(actor, OPERATION, key.limits));
    if (key.status !== "active")
      throw new AppError("conflict", `${key.name} cannot be rotated now. ${KEY_STATUSES[key.status].says}`);

    const secret = newSecret();
    const expiresAt = earliest(
      renewedEnd({ startedAt: key.startedAt, expiresAt: key.limits.expiresAt }, turn.now),
      latestEnd({ startedAt: turn.now, keyDays: turn.account.keyDays }),
      actor.kind === "key" ? actor.key.expiresAt : null,
    );
    const id = await insertKey(tx, turn.begun, {
      ownerId: key.ownerId,
      name: key.name,
      prefix: prefixOf(secret),
      secretHash: hashToken(secret),
      permissions: key.permissions,
      limits: { ...key.limits, expiresAt },
      rotatedFromId: key.id,
    });
    await stopAfter(tx, turn, key, GRACES[grace].seconds);
    await recordAudit(
      tx,
      actor,
      OPERATION,
      { kind: "api_key", id: key.id, name: key.name },
      { after: { replacedBy: id, grace } },
    );
    return { id, secret };
  });
}

/** A grace never makes a key live longer than it would have. */
async function stopAfter(tx: Tx, turn: Turn, { id, limits }: KeyForChange, seconds: number) {
  const end = new Date(turn.now.getTime() + seconds * 1000);
  await tx
    .update(apiKeys)
    .set(seconds === 0 ? turn.ended("rotated" satisfies EndReason) : { expiresAt: earliest(limits.expiresAt, end) })
    .where(and(eq(apiKeys.accountId, turn.account.id), eq(apiKeys.id, id)));
}
