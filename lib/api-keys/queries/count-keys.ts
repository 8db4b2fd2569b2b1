import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, Plan } from "@/lib/actor";
import { successorOf } from "@/lib/api-keys/queries/columns";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

export type KeyCount = { used: number; limit: number };

/** How many keys the account has and may have, for whoever may create one. */
export async function countKeys(actor: Actor): Promise<KeyCount> {
  authorize(actor, "apiKeys.create");
  return withAccount(actor.account.id, (tx) => keysIn(tx, actor.account.id));
}

/** Keys that work or may work again; one that is being replaced counts once. Judge by it only in the account's turn. */
export async function keysIn(tx: Tx, accountId: string): Promise<KeyCount> {
  const [row] = await tx.execute<{ used: number; plan: Plan; keyLimit: number | null }>(sql`
    select a.plan, a.key_limit as "keyLimit", (select count(*)::int from api_keys k where k.account_id = a.id
      and k.ended_at is null and (k.expires_at is null or k.expires_at > now()) and not ${successorOf}) as used
    from accounts a where a.id = ${accountId}`);
  if (!row) throw notFound("account");
  const { used, plan, keyLimit } = row;
  return { used, limit: limitOf("keys", { plan, keyLimit }) };
}
