import { DAY_MS } from "@/lib/day";
import { type Asker, holdersOf, reachOf } from "@/lib/permissions/can";
import { isOperation, type OperationId } from "@/lib/permissions/operations";
import {
  closureOf,
  essenceOf,
  holds,
  isWithin,
  listOf,
  NOTHING,
  type Permission,
  type PermissionSet,
} from "@/lib/permissions/permissions";

/** Days after which a permission that nobody used counts as not needed. */
export const UNUSED_DAYS = 90;

/** What the rows of one key say about its use. */
export type Usage = {
  carried: readonly { permission: Permission; since: Date }[];
  /** Operations that were let in during the last `UNUSED_DAYS` days. */
  operations: readonly string[];
  /** What the owner holds; the rest is dormant, which is no reason to take it away. */
  owner: PermissionSet;
};

/**
 * The permissions that a key has carried for `UNUSED_DAYS` days in vain, what they imply included. One that was used
 * only for what a smaller one allows too was not needed itself.
 */
export function unusedOf(usage: Usage, now: Date): Permission[] {
  const carried = closureOf(usage.carried.map(({ permission }) => permission));
  return listOf(carried & ~neededOf(usage, carried, now));
}

/** The fewest permissions that a key needs to go on as it did; the same as it carries when nothing is unused. */
export function narrowed(usage: Usage, now: Date): Permission[] {
  const own = usage.carried.map(({ permission }) => permission);
  const carried = closureOf(own);
  const needed = neededOf(usage, carried, now);
  return needed === carried ? own : essenceOf(needed);
}

function neededOf({ carried, operations, owner }: Usage, all: PermissionSet, now: Date): PermissionSet {
  const patience = now.getTime() - UNUSED_DAYS * DAY_MS;
  const kept = carried
    .filter(({ permission, since }) => since.getTime() > patience || !isWithin(closureOf([permission]), owner))
    .map(({ permission }) => permission);
  return operations
    .filter(isOperation)
    .reduce((needed, operation) => needed | smallestFor(operation, all), closureOf(kept));
}

/** The least that lets the operation reach as far as it does with all of them. */
function smallestFor(operation: OperationId, all: PermissionSet): PermissionSet {
  const withAll: Asker = { kind: "key", memberId: null, active: true, permissions: all };
  const reach = reachOf(withAll, operation);
  const candidates = holdersOf(operation)
    .filter((holder) => holds(all, holder.permission) && holder.reach === reach)
    .map(({ permission }) => closureOf([permission]));
  return candidates.toSorted((a, b) => listOf(a).length - listOf(b).length)[0] ?? NOTHING;
}
