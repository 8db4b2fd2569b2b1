import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { type Plan, systemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { Permission } from "@/lib/permissions/permissions";

type Expired = {
  account: { id: string; slug: string; name: string; plan: Plan };
  member: { id: string; name: string };
  grant: { id: string; permission: Permission; expiresAt: string };
};

/**
 * Closes the intervals of permission grants that have run out and records it. Nobody's access waits for this: an expired
 * grant counts for nothing from its moment on, by the database's clock.
 */
export async function endExpiredGrants(): Promise<void> {
  await withSystem(async (tx) => {
    const expired = await tx.execute<Expired>(sql`
      with ended as (
        update permission_grants set ended_at = expires_at, ended_by = 'system', end_reason = 'expired'
        where (account_id, id) in (
          select account_id, id from permission_grants where ended_at is null and expires_at <= now()
          order by expires_at limit 200 for update skip locked)
        returning *)
      select json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) as account,
        json_build_object('id', m.id, 'name', m.name) as member,
        json_build_object('id', e.id, 'permission', e.permission, 'expiresAt', e.expires_at) as "grant"
      from ended e
      join accounts a on a.id = e.account_id
      join members m on m.account_id = e.account_id and m.id = e.member_id
      order by a.id, e.expires_at`);
    const requestId = randomUUID();
    for (const { account, member, grant } of expired)
      await recordAudit(
        tx,
        systemActor(account, "Expiry", requestId),
        "grants.expire",
        { kind: "user", ...member },
        { before: grant },
      );
  });
}
