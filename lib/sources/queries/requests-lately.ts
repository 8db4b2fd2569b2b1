import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Requests that a source answered within the last 24 hours. */
export async function requestsLately(tx: Tx, accountId: string, sourceId: string): Promise<number> {
  const [row] = await tx.execute<{ requests: number }>(sql`
    select coalesce(sum(requests), 0)::int as requests from delivery_half_hours
    where account_id = ${accountId} and source_id = ${sourceId} and at > now() - interval '24 hours'`);
  return row?.requests ?? 0;
}
