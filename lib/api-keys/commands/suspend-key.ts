import { and, eq, isNull } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { apiKeySuspensions } from "@/db/schema/api-keys";
import type { Actor } from "@/lib/actor";
import type { KeyInput } from "@/lib/api-keys/input";
import { findKeyForChange } from "@/lib/api-keys/queries/key-for-change";
import { whyNotLimits } from "@/lib/api-keys/rules/limits";
import { isOver, KEY_STATUSES } from "@/lib/api-keys/rules/status";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "apiKeys.suspend";

/** Stops a key until someone resumes it; its next request is refused. */
export async function suspendKey(actor: Actor, { keyId }: KeyInput): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const { id, name, status } = await findKeyForChange(tx, turn.actor, OPERATION, keyId);
    if (isOver(status)) throw new AppError("conflict", `${name} has ended already. ${KEY_STATUSES[status].says}`);
    const [begun] = await tx
      .insert(apiKeySuspensions)
      .values({ ...turn.begun, id: newId("keySuspension"), keyId: id })
      .onConflictDoNothing()
      .returning({ id: apiKeySuspensions.id });
    if (!begun) throw new AppError("conflict", `${name} is already suspended.`);
    await recordAudit(tx, actor, OPERATION, { kind: "api_key", id, name }, { after: { status: "suspended" } });
  });
}

/** Lets a suspended key work again, as far as its owner's permissions reach now. */
export async function resumeKey(actor: Actor, { keyId }: KeyInput): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const { id, name, limits } = await findKeyForChange(tx, turn.actor, OPERATION, keyId);
    refuseIf(whyNotLimits(actor, OPERATION, limits));
    const [ended] = await tx
      .update(apiKeySuspensions)
      .set(turn.ended("resumed"))
      .where(
        and(
          eq(apiKeySuspensions.accountId, turn.account.id),
          eq(apiKeySuspensions.keyId, id),
          isNull(apiKeySuspensions.endedAt),
        ),
      )
      .returning({ id: apiKeySuspensions.id });
    if (!ended) throw new AppError("conflict", `${name} is not suspended.`);
    await recordAudit(
      tx,
      actor,
      OPERATION,
      { kind: "api_key", id, name },
      { before: { status: "suspended" }, after: { status: "active" } },
    );
  });
}
