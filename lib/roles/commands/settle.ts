import type { Tx } from "@/db/client";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import type { RoleDefinition, RoleHolder } from "@/lib/roles/queries";
import { noAdministratorLeft, withRole } from "@/lib/roles/rules";
import { losesLibrary } from "@/lib/users/queries/access-change";
import { administratorsOf } from "@/lib/users/queries/holders";
import type { Turn } from "@/lib/users/queries/lock-account";

/** @throws where the change has left nobody who can run the account */
export async function requireAdministrator(tx: Tx, turn: Turn): Promise<void> {
  const administrators = await administratorsOf(tx, turn.account.id);
  if (administrators.size === 0) throw noAdministratorLeft();
}

/** Whoever loses the library by their new role leaves their groups. @returns who left which, in words */
export async function leaveGroups(
  tx: Tx,
  turn: Turn,
  holders: readonly RoleHolder[],
  role: RoleDefinition | null,
): Promise<string[]> {
  const losing = holders.filter(({ access }) => losesLibrary(access, withRole(access, role)));
  const names = new Map(losing.map(({ id, name }) => [id, name]));
  const left = await endGroupMemberships(tx, turn, [...names.keys()], "lost the library");
  return left.map(({ memberId, group }) => `${names.get(memberId)}: ${group}`);
}
