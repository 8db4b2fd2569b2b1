import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { Access } from "@/lib/permissions/access";
import type { Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf, roleOf, toAccess } from "@/lib/users/queries/access";

export type Grant = { permission: Permission; expiresAt: Date | null };

/** A current member as a change of theirs finds them. */
export type MemberForChange = {
  id: string;
  userId: string;
  name: string;
  email: string;
  suspended: boolean;
  role: { id: string; name: string } | null;
  grants: (Grant & { id: string })[];
  access: Access;
};

type Row = { id: string; userId: string; name: string; email: string; access: AccessJson };

/** Whoever of them is a current member of the account, by id. Read it in the account's turn. */
export async function membersForChange(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MemberForChange>> {
  const rows = await tx.execute<Row>(sql`
    select m.id, m.user_id as "userId", m.name, m.email, ${accessOf(sql`m`)} as access
    from members m where m.account_id = ${accountId} and m.id in ${ids} and m.ended_at is null`);
  return new Map(rows.map((row) => [row.id, toMember(row)]));
}

/** @throws AppError `not_found` */
export async function memberForChange(tx: Tx, accountId: string, id: string): Promise<MemberForChange> {
  const member = (await membersForChange(tx, accountId, [id])).get(id);
  if (!member) throw notFound("person");
  return member;
}

function toMember({ access: json, ...row }: Row): MemberForChange {
  const access = toAccess(json);
  return {
    ...row,
    suspended: json.suspended,
    role: roleOf(access),
    grants: json.grants.map(({ id, permission, expiresAt }) => ({
      id,
      permission,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
    })),
    access,
  };
}
