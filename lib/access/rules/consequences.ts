import { type Access, compare, type Comparison, effectiveOf, keyPower, sourcesOf } from "@/lib/permissions/access";
import { canEver } from "@/lib/permissions/can";
import { isOperation, type OperationId } from "@/lib/permissions/operations";
import { listOf, type Permission, type PermissionSet } from "@/lib/permissions/permissions";

/** What a change of access means, worked out with the functions that authorise; nothing here reads or writes. */

export const NO_ACCESS: Access = { active: false, sources: [] };

/** A member before and after a change that is thought of. */
export type PersonChange = { id: string; name: string; before: Access; after: Access };

export type Ability = { permission: Permission; from: { kind: "role" | "grant"; id: string; name: string }[] };

export type PersonConsequence = {
  id: string;
  name: string;
  gained: Permission[];
  lost: Permission[];
  /** What the person can do afterwards, and what gives it to them. */
  abilities: Ability[];
  operations: Comparison;
};

export function personConsequence({ id, name, before, after }: PersonChange): PersonConsequence {
  const was = effectiveOf(before);
  const is = effectiveOf(after);
  return {
    id,
    name,
    gained: listOf(is & ~was),
    lost: listOf(was & ~is),
    abilities: listOf(is).map((permission) => ({ permission, from: originsOf(after, permission) })),
    operations: compare(was, is),
  };
}

const originsOf = (access: Access, permission: Permission): Ability["from"] =>
  sourcesOf(access, permission).map(({ source: { kind, id, name } }) => ({ kind, id, name }));

/** A key of someone whose access changes, with what it was used for during the last 90 days. */
export type KeyOfChanged = {
  id: string;
  name: string;
  ownerId: string;
  /** By itself, whatever its owner is. */
  suspended: boolean;
  permissions: Permission[];
  uses: { operation: string; requests: number }[];
};

export type KeyConsequence = {
  id: string;
  name: string;
  ownerId: string;
  /** Answers no request any more; the other way round, `starts`. */
  stops: boolean;
  starts: boolean;
  /** What it can do less and more, with what its permissions imply. */
  lost: Permission[];
  gained: Permission[];
  /** Carried, and without effect from then on. */
  dormant: Permission[];
  /** Dormant until then. */
  woken: Permission[];
  /** Requests of the last 90 days that would have been refused. */
  failing: { operation: OperationId; requests: number }[];
};

/** What becomes of a key when its owner's access changes, or when it gets another owner; null: nothing. */
export function keyConsequence(key: KeyOfChanged, before: Access, after: Access): KeyConsequence | null {
  const { id, name, ownerId, suspended, permissions } = key;
  const was = { active: before.active && !suspended, ...keyPower(permissions, effectiveOf(before)) };
  const is = { active: after.active && !suspended, ...keyPower(permissions, effectiveOf(after)) };
  const consequence = {
    id,
    name,
    ownerId,
    stops: was.active && !is.active,
    starts: !was.active && is.active,
    lost: listOf(was.effective & ~is.effective),
    gained: listOf(is.effective & ~was.effective),
    dormant: is.active ? is.dormant.filter((permission) => !was.dormant.includes(permission)) : [],
    woken: was.active ? was.dormant.filter((permission) => !is.dormant.includes(permission)) : [],
    failing: key.uses.filter(({ operation }) => isLost(operation, was, is)) as KeyConsequence["failing"],
  };
  const { stops, starts, lost, gained } = consequence;
  return stops || starts || lost.length + gained.length > 0 ? consequence : null;
}

type Power = { active: boolean; effective: PermissionSet };

function isLost(operation: string, was: Power, is: Power): boolean {
  if (!isOperation(operation)) return false;
  const reaches = ({ active, effective }: Power) =>
    canEver({ kind: "key", memberId: null, active, permissions: effective }, operation);
  return reaches(was) && !reaches(is);
}
