import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { UNUSED_DAYS, type Usage } from "@/lib/api-keys/rules/least-privilege";
import type { Permission } from "@/lib/permissions/permissions";

type Row = { carried: { permission: Permission; since: string }[]; operations: string[] };

/** What a key carries since when, and which operations it was let in to during the last 90 days. */
export async function usageOf(tx: Tx, accountId: string, keyId: string): Promise<Omit<Usage, "owner">> {
  const [row] = await tx.execute<Row>(sql`
    select coalesce((select json_agg(json_build_object('permission', p.permission, 'since', p.started_at))
        from api_key_permissions p where p.account_id = ${accountId} and p.key_id = ${keyId} and p.ended_at is null), '[]') as carried,
      array(select distinct u.operation from api_key_uses u where u.account_id = ${accountId} and u.key_id = ${keyId}
        and u.requests > 0 and u.last_at > now() - make_interval(days => ${UNUSED_DAYS})) as operations`);
  return {
    carried: (row?.carried ?? []).map(({ permission, since }) => ({ permission, since: new Date(since) })),
    operations: row?.operations ?? [],
  };
}
