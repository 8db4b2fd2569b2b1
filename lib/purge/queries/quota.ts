import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Plan } from "@/lib/actor";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";
import { type Quota, renewalAfter } from "@/lib/purge/rules/quota";

/** How much of the day's quota is used, by the database's clock. What nobody asked for does not count. */
export async function quotaIn(tx: Tx, accountId: string): Promise<Quota & { now: Date }> {
  const [row] = await tx.execute<{ plan: Plan; purgeLimit: number | null; used: number; now: string }>(sql`
    select a.plan, a.purge_limit as "purgeLimit", clock_timestamp() as now, (select count(*)::int from purges p
      join purge_lines l on l.account_id = p.account_id and l.purge_id = p.id
      where p.account_id = a.id and p.created_by <> 'system' and not p.tells_change and p.created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc') as used
    from accounts a where a.id = ${accountId}`);
  if (!row) throw notFound("account");
  const now = new Date(row.now);
  return { used: row.used, limit: limitOf("purges", row), renewsAt: renewalAfter(now), now };
}
