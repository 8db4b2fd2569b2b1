import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Owner } from "@/lib/api-keys/rules/ownership";
import { notFound } from "@/lib/errors";
import { effectiveOf } from "@/lib/permissions/access";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** Who owns a key or shall. */
export async function findOwner(tx: Tx, accountId: string, memberId: string): Promise<Owner> {
  const [row] = await tx.execute<{ id: string; name: string; access: AccessJson }>(sql`
    select m.id, m.name, ${accessOf(sql`m`)} as access from members m
    where m.account_id = ${accountId} and m.id = ${memberId} and m.ended_at is null`);
  if (!row) throw notFound("person");
  const access = toAccess(row.access);
  return { id: row.id, name: row.name, active: access.active, permissions: effectiveOf(access) };
}
