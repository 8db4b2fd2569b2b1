import { type Asked, type Draft, NO_CHANGE, refusedWith } from "@/lib/access/queries/preview/draft";
import { withChanged } from "@/lib/access/queries/preview/draft-members";
import { isWithin, type Permission, setOf } from "@/lib/permissions/permissions";
import { definitionOf, holdersOfRole, roleOfMember } from "@/lib/roles/queries";
import { noAdministratorLeft, whyNotChange, whyNotSetPermissions, withRole } from "@/lib/roles/rules";
import { administratorsOf } from "@/lib/users/queries/holders";

/** What `editRole` would do with other permissions. */
export async function draftRole(
  { tx, actor, plan }: Asked,
  { roleId, permissions }: { roleId: string; permissions: readonly Permission[] },
): Promise<Draft> {
  const { id: accountId } = actor.account;
  const builtIn = whyNotChange(roleId);
  if (builtIn) return refusedWith(builtIn);
  const role = await definitionOf(tx, accountId, roleId);
  if (isSame(role.permissions, permissions)) return NO_CHANGE;
  const ownRoleId = await roleOfMember(tx, actor);
  const refused = whyNotSetPermissions({ actor, plan, ownRoleId }, role, permissions);
  if (refused) return refusedWith(refused);

  const holders = await holdersOfRole(tx, accountId, role);
  const people = holders.map(({ id, name, access }) => ({
    id,
    name,
    before: access,
    after: withRole(access, { ...role, permissions }),
  }));
  const administrators = people.reduce(
    (set, { id, after }) => withChanged(set, id, after),
    await administratorsOf(tx, accountId),
  );
  return administrators.size === 0 ? refusedWith(noAdministratorLeft()) : { people, refusals: [] };
}

const isSame = (one: readonly Permission[], other: readonly Permission[]) =>
  isWithin(setOf(one), setOf(other)) && isWithin(setOf(other), setOf(one));
