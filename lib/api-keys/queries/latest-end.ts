import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { latestEnd } from "@/lib/api-keys/rules/lifetime";
import { authorize } from "@/lib/permissions/can";

/** The last moment that the account allows a key to end which begins now, or began then; null: any. */
export async function findLatestEnd(actor: Actor, startedAt?: Date): Promise<Date | null> {
  authorize(actor, "apiKeys.create");
  return withAccount(actor.account.id, async (tx) => {
    const [row] = await tx.execute<{ now: string; keyDays: number | null }>(
      sql`select to_json(now()) as now, key_days as "keyDays" from accounts where id = ${actor.account.id}`,
    );
    return row ? latestEnd({ startedAt: startedAt ?? new Date(row.now), keyDays: row.keyDays }) : null;
  });
}
