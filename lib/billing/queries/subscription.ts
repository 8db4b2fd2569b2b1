import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { subscriptions } from "@/db/schema/billing";

export type Subscription = typeof subscriptions.$inferSelect;

/** What the account is charged for at present; null: for nothing. */
export async function subscriptionIn(tx: Tx, accountId: string): Promise<Subscription | null> {
  const s = subscriptions;
  const [row] = await tx
    .select()
    .from(s)
    .where(and(eq(s.accountId, accountId), isNull(s.endedAt)));
  return row ?? null;
}
