import type { Tx } from "@/db/client";
import type { RoleDefinition, RoleHolder } from "@/lib/roles/queries";
import { noAdministratorLeft, withRole } from "@/lib/roles/rules";
import { leaveGroups } from "@/lib/users/commands/leave-groups";
import { administratorsOf } from "@/lib/users/queries/holders";
import type { Turn } from "@/lib/users/queries/lock-account";

/** @throws where the change has left nobody who can run the account */
export async function requireAdministrator(tx: Tx, turn: Turn): Promise<void> {
  const administrators = await administratorsOf(tx, turn.account.id);
  if (administrators.size === 0) throw noAdministratorLeft();
}

/** Whoever loses the library by their new role leaves their groups. @returns who left which, in words */
export async function leaveGroupsByRole(
  tx: Tx,
  turn: Turn,
  holders: readonly RoleHolder[],
  role: RoleDefinition | null,
): Promise<string[]> {
  const changes = holders.map((member) => ({ member, after: withRole(member.access, role) }));
  const left = await leaveGroups(tx, turn, changes);
  return holders.flatMap(({ id, name }) => (left.get(id) ?? []).map((group) => `${name}: ${group}`));
}
