import { and, eq, isNull, sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { idempotentAnswers } from "@/db/schema/api-keys";
import type { KeyActor } from "@/lib/actor";

/** What is known of a write that was sent under an Idempotency-Key; without a status it is still under way. */
export type EarlierRequest = { requestHash: string; status: number | null; body: string | null };

const rowOf = (actor: KeyActor, idempotencyKey: string) =>
  and(
    eq(idempotentAnswers.accountId, actor.account.id),
    eq(idempotentAnswers.keyId, actor.key.id),
    eq(idempotentAnswers.idempotencyKey, idempotencyKey),
  );

/** Null when the write is the first under this key within 24 hours and may go ahead; else what came of the first. */
export function beginOnce(
  actor: KeyActor,
  idempotencyKey: string,
  requestHash: string,
): Promise<EarlierRequest | null> {
  return withAccount(actor.account.id, async (tx) => {
    const begun = { requestHash, status: null, body: null, createdAt: sql`now()` };
    const [mine] = await tx
      .insert(idempotentAnswers)
      .values({ accountId: actor.account.id, keyId: actor.key.id, idempotencyKey, ...begun })
      .onConflictDoUpdate({
        target: [idempotentAnswers.accountId, idempotentAnswers.keyId, idempotentAnswers.idempotencyKey],
        set: begun,
        setWhere: sql`${idempotentAnswers.createdAt} < now() - interval '24 hours'`,
      })
      .returning({ keyId: idempotentAnswers.keyId });
    if (mine) return null;
    const { requestHash: hash, status, body } = idempotentAnswers;
    const [earlier] = await tx
      .select({ requestHash: hash, status, body })
      .from(idempotentAnswers)
      .where(rowOf(actor, idempotencyKey));
    return earlier ?? null;
  });
}

/** Keeps what the write answered. */
export async function keepAnswer(actor: KeyActor, idempotencyKey: string, answer: { status: number; body: string }) {
  await withAccount(actor.account.id, (tx) =>
    tx.update(idempotentAnswers).set(answer).where(rowOf(actor, idempotencyKey)),
  );
}

/** Lets the write be tried again, because it changed nothing. */
export async function forgetRequest(actor: KeyActor, idempotencyKey: string) {
  await withAccount(actor.account.id, (tx) =>
    tx.delete(idempotentAnswers).where(and(rowOf(actor, idempotencyKey), isNull(idempotentAnswers.status))),
  );
}
