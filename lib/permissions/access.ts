import { canEver, type Asker } from "@/lib/permissions/can";
import { OPERATION_IDS, type OperationId } from "@/lib/permissions/operations";
import {
  closureOf,
  holds,
  isWithin,
  listOf,
  NOTHING,
  type Permission,
  type PermissionSet,
  setOf,
} from "@/lib/permissions/permissions";

/** One thing that gives a member permissions: the role, or a grant beside it. */
export type Source = {
  kind: "role" | "grant";
  id: string;
  name: string;
  permissions: readonly Permission[];
  expiresAt?: Date | null;
};

/** All that a member's effective permissions are made of. */
export type Access = { active: boolean; sources: readonly Source[] };

/** Closure under *implies* of role and unexpired grants; nothing while suspended. Expired grants are not passed in. */
export const effectiveOf = (access: Access): PermissionSet =>
  access.active ? closureOf(access.sources.flatMap((source) => source.permissions)) : NOTHING;

/** Where a permission comes from; `through` is what was given, which may imply the permission asked about. */
export function sourcesOf(access: Access, permission: Permission): { source: Source; through: Permission }[] {
  return access.sources.flatMap((source) =>
    source.permissions
      .filter((given) => holds(closureOf([given]), permission))
      .slice(0, 1)
      .map((through) => ({ source, through })),
  );
}

/** What a key can do now: its own permissions as far as its owner still holds them. The rest is dormant, not lost. */
export const keyPower = (key: readonly Permission[], owner: PermissionSet) => {
  const own = closureOf(key);
  return { effective: own & owner, dormant: listOf(setOf(key) & ~owner) };
};

/** What a change of permissions opens and closes, operation by operation. */
export function compare(before: PermissionSet, after: PermissionSet): { gained: OperationId[]; lost: OperationId[] } {
  const asker = (permissions: PermissionSet): Asker => ({ kind: "member", memberId: null, active: true, permissions });
  const opens = (from: PermissionSet, to: PermissionSet) =>
    OPERATION_IDS.filter((id) => canEver(asker(to), id) && !canEver(asker(from), id));
  return { gained: opens(before, after), lost: opens(after, before) };
}

/** Nobody can give what they do not hold. */
export const mayGive = (giver: PermissionSet, given: Iterable<Permission>) => isWithin(closureOf(given), giver);
