import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type KeyHead, lastUse, lastUseColumn, permissionsOf, statusOf } from "@/lib/api-keys/queries/columns";

/** The keys of a member that work or may work again, the most recently used first: what a leaver leaves behind. */
export async function listKeysOf(tx: Tx, accountId: string, memberId: string): Promise<KeyHead[]> {
  return [
    ...(await tx.execute<KeyHead>(sql`
      select k.id, k.name, k.prefix, k.owner_id as "ownerId", ${statusOf} as status, ${permissionsOf} as permissions,
        to_json(k.expires_at) as "expiresAt", ${lastUseColumn} as "lastUsed"
      from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id ${lastUse}
      where k.account_id = ${accountId} and k.owner_id = ${memberId}
        and k.ended_at is null and (k.expires_at is null or k.expires_at > now())
      order by u.last_at desc nulls last, k.id`)),
  ];
}
