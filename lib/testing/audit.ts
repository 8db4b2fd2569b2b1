import { type SQL, sql } from "drizzle-orm";
import { systemDb } from "@/db/client";

const eventsWhere = (condition: SQL) =>
  systemDb().execute<{
    operation: string;
    actor: string;
    actorId: string;
    target: string;
    before: unknown;
    after: unknown;
  }>(sql`
    select operation, actor_name as actor, actor_id as "actorId", target_id as target, before, after
    from audit_events where ${condition} order by seq`);

/** What the audit log holds of an account, oldest first. */
export const eventsOf = (accountId: string) => eventsWhere(sql`account_id = ${accountId}`);

/** What the audit log holds about one thing or person, oldest first. */
export const eventsAbout = (targetId: string) => eventsWhere(sql`target_id = ${targetId}`);
