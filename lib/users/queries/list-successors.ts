import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import { authorize } from "@/lib/permissions/can";
import { closureOf, essenceOf } from "@/lib/permissions/permissions";
import type { FindSuccessors } from "@/lib/users/input";
import { holdersOf } from "@/lib/users/queries/holders";
import { contains, isAmong } from "@/lib/users/queries/search";

export type Successor = { id: string; name: string; email: string };

const LISTED = 50;

/** Who could carry on the keys of someone who goes: active people who hold at least what each of them carries. */
export async function listSuccessors(
  actor: Actor,
  { memberId, q }: FindSuccessors,
): Promise<{ rows: Successor[]; total: number }> {
  authorize(actor, "users.remove");
  const accountId = actor.account.id;
  return withAccount(accountId, async (tx) => {
    const keys = await listKeysOf(tx, accountId, memberId);
    const carried = essenceOf(closureOf(keys.flatMap(({ permissions }) => permissions)));
    const conditions = [
      sql`m.account_id = ${accountId} and m.ended_at is null and m.id <> ${memberId}`,
      sql`not exists (select from suspensions s where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)`,
      ...carried.map((permission) => isAmong(sql`m.id`, holdersOf(accountId, permission))),
      ...contains(sql`m.name || ' ' || m.email`, q),
    ];
    const rows = await tx.execute<Successor & { total: number }>(sql`
      select m.id, m.name, m.email, count(*) over ()::int as total from members m
      where ${sql.join(conditions, sql` and `)} order by lower(m.name), m.id limit ${LISTED}`);
    return { rows: rows.map(({ id, name, email }) => ({ id, name, email })), total: rows[0]?.total ?? 0 };
  });
}
