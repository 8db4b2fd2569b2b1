import "server-only";
import { sql } from "drizzle-orm";
import { askingAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { inSources, openTo } from "@/lib/analytics/queries/sources";
import { authorize } from "@/lib/permissions/can";

/** Requests of these last days, today included, by the id of their source; one without any is not there. Days are those of UTC. */
export async function requestsBySource(actor: Actor, days: number): Promise<Map<string, number>> {
  authorize(actor, "analytics.view");
  return askingAccount(actor.account.id, async (ask) => {
    const rows = await ask<{ source: string; requests: number }>(sql`
      select source_id as source, sum(requests)::float8 as requests from delivery_days
      where account_id = ${actor.account.id} and day > (now() at time zone 'utc')::date - ${days}::int and ${inSources(openTo(actor))}
      group by source_id`);
    return new Map(rows.map(({ source, requests }) => [source, requests]));
  });
}
