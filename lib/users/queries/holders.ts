import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { heldAt } from "@/db/schema/columns";
import { closureOf, holds, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, ROLES } from "@/lib/permissions/roles";
import type { Administrators } from "@/lib/users/rules";

/** `lasting` leaves out what ends by itself; `at`: who held it at a moment of the past. */
type Asked = { lasting?: boolean; at?: Date };

/**
 * The ids of the account's members who hold a permission now, by role or grant, themselves or implied: the closure of
 * the policy, turned round for SQL.
 */
export function holdersOf(accountId: string, permission: Permission, { lasting = false, at }: Asked = {}): SQL {
  const bringing = PERMISSION_IDS.filter((id) => holds(closureOf([id]), permission));
  const roles = BUILT_IN_ROLES.filter((id) => holds(closureOf(ROLES[id].permissions), permission));
  const held = (row: SQL) => heldAt(row, at);
  const granted = lasting ? sql`g.ended_at is null and g.expires_at is null` : heldAt(sql`g`, at, { expires: true });
  return sql`
    (select a.member_id from role_assignments a where a.account_id = ${accountId} and ${held(sql`a`)}
      and (a.built_in_role in ${roles} or a.role_id in (select p.role_id from role_permissions p
        where p.account_id = ${accountId} and ${held(sql`p`)} and p.permission in ${bringing}))
    union select g.member_id from permission_grants g
      where g.account_id = ${accountId} and ${granted} and g.permission in ${bringing})
    except select s.member_id from suspensions s where s.account_id = ${accountId} and ${held(sql`s`)}`;
}

/**
 * Judge by it only in the account's turn: outside, it is what a page may show. Whoever has an address that the sign-in
 * policy keeps out does not count.
 */
export async function administratorsOf(tx: Tx, accountId: string): Promise<Administrators> {
  const rows = await tx.execute<{ id: string }>(sql`
    select m.id from members m join accounts a on a.id = m.account_id
    where m.account_id = ${accountId} and m.id in (${holdersOf(accountId, "account_admin", { lasting: true })})
      and (cardinality(a.email_domains) = 0 or split_part(lower(m.email), '@', 2) = any (a.email_domains))`);
  return new Set(rows.map(({ id }) => id));
}
