import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { endExpiredGrants as endInAccount } from "@/lib/users/commands/end-expired-grants";

/** Looks through all accounts for permission grants that have run out. */
export async function endExpiredGrants(): Promise<void> {
  const accounts = await systemDb().execute<ActorAccount>(sql`
    select id, slug, name, plan from accounts a
    where exists (select from permission_grants g where g.account_id = a.id and g.ended_at is null and g.expires_at <= now())`);
  for (const account of accounts) await endInAccount(systemActor(account, "Expiry", randomUUID()));
}
