import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { GRANTABLE, permissionGrants, roleAssignments } from "@/db/schema/members";
import { type BuiltInRole, isBuiltInRole } from "@/lib/permissions/roles";
import type { Turn } from "@/lib/users/queries/lock-account";
import type { Grant } from "@/lib/users/queries/member-for-change";

type Stamps = Pick<Turn, "begun" | "ended">;

/** A role as the two columns that hold it. */
export const roleColumns = (roleId: string | null): { builtInRole: BuiltInRole | null; roleId: string | null } =>
  roleId !== null && isBuiltInRole(roleId) ? { builtInRole: roleId, roleId: null } : { builtInRole: null, roleId };

export async function beginRole(
  tx: Tx,
  { begun }: Stamps,
  memberIds: readonly string[],
  roleId: string,
): Promise<void> {
  const row = { ...begun, ...roleColumns(roleId) };
  if (memberIds.length > 0)
    await tx
      .insert(roleAssignments)
      .values(memberIds.map((memberId) => ({ ...row, id: newId("roleAssignment"), memberId })));
}

export async function endRole(
  tx: Tx,
  { begun, ended }: Stamps,
  memberIds: readonly string[],
  reason: string,
): Promise<void> {
  const a = roleAssignments;
  await tx
    .update(a)
    .set(ended(reason))
    .where(and(eq(a.accountId, begun.accountId), inArray(a.memberId, [...memberIds]), isCurrent(a)));
}

export async function beginGrants(
  tx: Tx,
  { begun }: Stamps,
  memberId: string,
  grants: readonly Grant[],
): Promise<void> {
  if (grants.length === 0) return;
  await tx
    .insert(permissionGrants)
    .values(
      grants.map(({ permission, expiresAt }) => ({ ...begun, id: newId("grant"), memberId, permission, expiresAt })),
    );
}

/** Of these permissions, or all. One that has run out unnoticed ends when it ran out. */
export async function endGrants(
  tx: Tx,
  { begun, ended }: Stamps,
  memberId: string,
  reason: string,
  permissions: readonly Grant["permission"][] = GRANTABLE,
): Promise<void> {
  if (permissions.length === 0) return;
  const g = permissionGrants;
  const { endedAt, ...stamp } = ended(reason);
  await tx
    .update(g)
    .set({ ...stamp, endedAt: sql`least(${g.expiresAt}, ${endedAt.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(g.accountId, begun.accountId),
        eq(g.memberId, memberId),
        inArray(g.permission, [...permissions]),
        isNull(g.endedAt),
      ),
    );
}
