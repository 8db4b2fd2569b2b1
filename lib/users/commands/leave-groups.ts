import type { Tx } from "@/db/client";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import type { Access } from "@/lib/permissions/access";
import { losesLibrary } from "@/lib/users/queries/access-change";
import type { Turn } from "@/lib/users/queries/lock-account";

type AccessBefore = { id: string; access: Access };

/** Whoever loses the library by a change leaves their groups. @returns the names of the groups, by person */
export async function leaveGroups(
  tx: Tx,
  turn: Turn,
  changes: readonly { member: AccessBefore; after: Access }[],
): Promise<ReadonlyMap<string, string[]>> {
  const losing = changes
    .filter(({ member, after }) => losesLibrary(member.access, after))
    .map(({ member }) => member.id);
  const left = new Map<string, string[]>();
  if (losing.length === 0) return left;
  for (const { memberId, group } of await endGroupMemberships(tx, turn, losing, "lost the library"))
    left.set(memberId, [...(left.get(memberId) ?? []), group]);
  return left;
}
