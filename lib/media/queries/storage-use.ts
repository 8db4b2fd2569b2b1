import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Plan } from "@/lib/actor";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";

/** Bytes. `begun` are those of uploads that are on their way; `limit`: null without end. */
export type StorageUse = { used: number; begun: number; limit: number | null };

/**
 * Each content counts once, however many files and versions have it, until nothing holds it any more: also what lies in
 * the trash. Judge by it only in the account's turn.
 */
export async function storageIn(tx: Tx, accountId: string): Promise<StorageUse> {
  const [row] = await tx.execute<{ used: number; begun: number; plan: Plan; storageLimit: number | null }>(sql`
    select a.plan, a.storage_limit::float8 as "storageLimit",
      coalesce((select bytes from storage_use where account_id = a.id), 0)::float8 as used,
      (select coalesce(sum(size), 0) from uploads
        where account_id = a.id and finished_at is null and expires_at > now())::float8 as begun
    from accounts a where a.id = ${accountId}`);
  if (!row) throw notFound("account");
  const { used, begun, ...limits } = row;
  return { used, begun, limit: limitOf("storage", limits) };
}
