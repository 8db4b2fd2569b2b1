import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ActorAccount } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { type Quota, renewalAfter } from "@/lib/purge/rules/quota";

/** How much of the day's quota is used, by the database's clock. What nobody asked for does not count. */
export async function quotaIn(tx: Tx, { id, plan }: Pick<ActorAccount, "id" | "plan">): Promise<Quota & { now: Date }> {
  const [row] = await tx.execute<{ used: number; now: string }>(sql`
    select clock_timestamp() as now, (select count(*)::int from purges p
      join purge_lines l on l.account_id = p.account_id and l.purge_id = p.id
      where p.account_id = ${id} and p.created_by <> 'system' and p.created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc') as used`);
  const now = new Date(row?.now ?? Number.NaN);
  return { used: row?.used ?? 0, limit: PLANS[plan].purges, renewsAt: renewalAfter(now), now };
}
