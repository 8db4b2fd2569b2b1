import { reachOf } from "@/lib/permissions/can";
import { OPERATION_IDS, type OperationId, REACHES } from "@/lib/permissions/operations";
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

/** `gained` and `lost`: from nothing and to nothing. `widened` and `narrowed`: from some rows to more, or to fewer. */
export type Comparison = Record<"gained" | "lost" | "widened" | "narrowed", OperationId[]>;

/** What a change of permissions does to a member's reach, operation by operation. */
export function compare(before: PermissionSet, after: PermissionSet): Comparison {
  const comparison: Comparison = { gained: [], lost: [], widened: [], narrowed: [] };
  for (const id of OPERATION_IDS) {
    const was = widthOf(before, id);
    const is = widthOf(after, id);
    if (is > was) comparison[was === NO_WIDTH ? "gained" : "widened"].push(id);
    if (is < was) comparison[is === NO_WIDTH ? "lost" : "narrowed"].push(id);
  }
  return comparison;
}

const NO_WIDTH = -1;

function widthOf(permissions: PermissionSet, operation: OperationId): number {
  const reach = reachOf({ kind: "member", memberId: null, active: true, permissions }, operation);
  return reach === null ? NO_WIDTH : REACHES.indexOf(reach);
}

/** Nobody can give what they do not hold. */
export const mayGive = (giver: PermissionSet, given: Iterable<Permission>) => isWithin(closureOf(given), giver);
