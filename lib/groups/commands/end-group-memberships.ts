import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { groupMembers, groups } from "@/db/schema/members";
import type { Turn } from "@/lib/users/queries/lock-account";

/**
 * Takes people out of every group, as part of a change that takes the library from them or them from the account.
 * @returns who left which, for the audit event of that change
 */
export async function endGroupMemberships(
  tx: Tx,
  turn: Turn,
  memberIds: readonly string[],
  reason: string,
): Promise<{ memberId: string; group: string }[]> {
  const ended = await tx
    .update(groupMembers)
    .set(turn.ended(reason))
    .where(
      and(
        eq(groupMembers.accountId, turn.account.id),
        inArray(groupMembers.memberId, [...memberIds]),
        isCurrent(groupMembers),
      ),
    )
    .returning({ memberId: groupMembers.memberId, groupId: groupMembers.groupId });
  const named = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(
      and(
        eq(groups.accountId, turn.account.id),
        inArray(
          groups.id,
          ended.map(({ groupId }) => groupId),
        ),
      ),
    );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return ended.map(({ memberId, groupId }) => ({ memberId, group: names.get(groupId) ?? groupId }));
}
