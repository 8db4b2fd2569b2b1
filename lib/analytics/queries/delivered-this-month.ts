import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Plan } from "@/lib/actor";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";

/** Requests for delivered images since the month of UTC began; `limit`: null without end. */
export type DeliveryUse = { used: number; limit: number | null };

/** Beyond the limit images are delivered on: whoever looks at them is not to blame. */
export async function deliveredIn(tx: Tx, accountId: string): Promise<DeliveryUse> {
  const [row] = await tx.execute<{ plan: Plan; deliveryLimit: number | null; used: number }>(sql`
    select a.plan, a.delivery_limit::float8 as "deliveryLimit", (select coalesce(sum(requests), 0) from delivery_days
      where account_id = a.id and source_id = ${ALL_SOURCES} and day >= date_trunc('month', now() at time zone 'utc')::date)::float8 as used
    from accounts a where a.id = ${accountId}`);
  if (!row) throw notFound("account");
  return { used: row.used, limit: limitOf("deliveries", row) };
}
