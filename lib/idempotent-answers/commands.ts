import { and, eq, isNull, sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { idempotentAnswers } from "@/db/schema/idempotent-answers";

/** A write by the name that its asker, a key or a member, gave it: however often it is sent, it is one. */
export type NamedWrite = { accountId: string; askerId: string; idempotencyKey: string };

/** What is known of such a write; without a status it is still under way. */
export type EarlierRequest = { requestHash: string; status: number | null; body: string | null };

const rowOf = ({ accountId, askerId, idempotencyKey }: NamedWrite) =>
  and(
    eq(idempotentAnswers.accountId, accountId),
    eq(idempotentAnswers.askerId, askerId),
    eq(idempotentAnswers.idempotencyKey, idempotencyKey),
  );

/** Null when the write is the first of its name within 24 hours and may go ahead; else what came of the first. */
export function beginOnce(write: NamedWrite, requestHash: string): Promise<EarlierRequest | null> {
  return withAccount(write.accountId, async (tx) => {
    const begun = { requestHash, status: null, body: null, createdAt: sql`now()` };
    const { accountId, askerId, idempotencyKey } = write;
    const [mine] = await tx
      .insert(idempotentAnswers)
      .values({ accountId, askerId, idempotencyKey, ...begun })
      .onConflictDoUpdate({
        target: [idempotentAnswers.accountId, idempotentAnswers.askerId, idempotentAnswers.idempotencyKey],
        set: begun,
        setWhere: sql`${idempotentAnswers.createdAt} < now() - interval '24 hours'`,
      })
      .returning({ askerId: idempotentAnswers.askerId });
    if (mine) return null;
    const { requestHash: hash, status, body } = idempotentAnswers;
    const [earlier] = await tx.select({ requestHash: hash, status, body }).from(idempotentAnswers).where(rowOf(write));
    return earlier ?? null;
  });
}

/** Keeps what the write answered. */
export async function keepAnswer(write: NamedWrite, answer: { status: number; body: string }) {
  await withAccount(write.accountId, (tx) => tx.update(idempotentAnswers).set(answer).where(rowOf(write)));
}

/** Lets the write be tried again, because it changed nothing. */
export async function forgetRequest(write: NamedWrite) {
  await withAccount(write.accountId, (tx) =>
    tx.delete(idempotentAnswers).where(and(rowOf(write), isNull(idempotentAnswers.status))),
  );
}
