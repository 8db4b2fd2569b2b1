import { newId } from "@/db/ids";
import { newSecret, prefixOf } from "@/lib/api-keys/rules/secret";
import { begun, type Chronicle, daysAgo, end, isOpen, type Person, tell } from "@/lib/demo/seed/chronicle";
import type { OperationId } from "@/lib/permissions/operations";
import type { Permission } from "@/lib/permissions/permissions";
import { hashToken } from "@/lib/tokens";

type NewRole = { name: string; description: string; permissions: readonly Permission[] };

/** @returns the id of the role */
export function defineRole(chronicle: Chronicle, by: Person, at: Date, { permissions, ...role }: NewRole): string {
  const id = newId("role");
  chronicle.rows.roles.push({ ...begun(chronicle, by, at), id, ...role });
  for (const permission of permissions) beginRolePermission(chronicle, by, at, id, permission);
  tell(chronicle, by, at, {
    operation: "roles.create",
    target: { kind: "role", id, name: role.name },
    after: { ...role, permissions },
  });
  return id;
}

function beginRolePermission(chronicle: Chronicle, by: Person, at: Date, roleId: string, permission: Permission) {
  chronicle.rows.rolePermissions.push({ ...begun(chronicle, by, at), id: newId("rolePermission"), roleId, permission });
}

export function redefineRole(
  chronicle: Chronicle,
  by: Person,
  at: Date,
  roleId: string,
  permissions: readonly Permission[],
) {
  const { rows } = chronicle;
  const held = rows.rolePermissions.filter((row) => row.roleId === roleId && isOpen(row));
  const before = held.map(({ permission }) => permission);
  for (const row of held) if (!permissions.includes(row.permission)) end(row, by, at, "role changed");
  for (const permission of permissions)
    if (!before.includes(permission)) beginRolePermission(chronicle, by, at, roleId, permission);
  const name = rows.roles.find(({ id }) => id === roleId)?.name ?? roleId;
  tell(chronicle, by, at, {
    operation: "roles.edit",
    target: { kind: "role", id: roleId, name },
    before: { name, permissions: before },
    after: { name, permissions },
  });
}

type NewGroup = { name: string; description: string };

const named = (people: readonly Person[]) => people.map(({ memberId, name }) => ({ id: memberId, name }));

/** @returns the id of the group */
export function formGroup(
  chronicle: Chronicle,
  by: Person,
  at: Date,
  group: NewGroup,
  people: readonly Person[],
): string {
  const id = newId("group");
  chronicle.rows.groups.push({ ...begun(chronicle, by, at), id, ...group });
  addMembers(chronicle, by, at, id, people);
  tell(chronicle, by, at, {
    operation: "groups.create",
    target: { kind: "group", id, name: group.name },
    after: { ...group, members: named(people) },
  });
  return id;
}

function addMembers(chronicle: Chronicle, by: Person, at: Date, groupId: string, people: readonly Person[]) {
  for (const { memberId } of people)
    chronicle.rows.groupMembers.push({ ...begun(chronicle, by, at), id: newId("groupMember"), groupId, memberId });
}

type NewKey = {
  name: string;
  permissions: readonly Permission[];
  expiresAt?: Date;
  ipRanges?: string[];
  rotatedFromId?: string;
};

/** A key of the person's own. Its secret is lost at once, as it should be. @returns its id */
export function makeKey(chronicle: Chronicle, owner: Person, at: Date, { permissions, ...key }: NewKey): string {
  const id = newId("key");
  const secret = newSecret();
  const { rows } = chronicle;
  rows.apiKeys.push({
    ...begun(chronicle, owner, at),
    ...key,
    id,
    ownerId: owner.memberId,
    prefix: prefixOf(secret),
    secretHash: hashToken(secret),
  });
  for (const permission of permissions)
    rows.apiKeyPermissions.push({ ...begun(chronicle, owner, at), id: newId("keyPermission"), keyId: id, permission });
  const { name, expiresAt = null, ipRanges = null, rotatedFromId } = key;
  tell(
    chronicle,
    owner,
    at,
    rotatedFromId
      ? {
          operation: "apiKeys.rotate",
          target: keyTarget(chronicle, rotatedFromId),
          after: { replacedBy: id, grace: "PT24H" },
        }
      : {
          operation: "apiKeys.create",
          target: { kind: "api_key", id, name },
          after: { name, ownerId: owner.memberId, permissions, expiresAt, ipRanges },
        },
  );
  return id;
}

const keyTarget = ({ rows }: Chronicle, id: string) =>
  ({ kind: "api_key", id, name: rows.apiKeys.find((key) => key.id === id)?.name ?? id }) as const;

export function suspendKey(chronicle: Chronicle, by: Person, at: Date, keyId: string) {
  chronicle.rows.apiKeySuspensions.push({ ...begun(chronicle, by, at), id: newId("keySuspension"), keyId });
  tell(chronicle, by, at, {
    operation: "apiKeys.suspend",
    target: keyTarget(chronicle, keyId),
    after: { status: "suspended" },
  });
}

export function endKey(chronicle: Chronicle, by: Person, at: Date, keyId: string, reason: "revoked" | "rotated") {
  end(
    chronicle.rows.apiKeys.find(({ id }) => id === keyId),
    by,
    at,
    reason,
  );
  if (reason === "revoked")
    tell(chronicle, by, at, { operation: "apiKeys.revoke", target: keyTarget(chronicle, keyId), after: { reason } });
}

type Use = { operation: OperationId; path: string; perDay: number; from: number; to: number; refused?: true };

/** Requests on every day between `from` and `to` days ago, fewer on weekends; `refused` ones were not let in. */
export function countUses(chronicle: Chronicle, keyId: string, { operation, path, perDay, from, to, refused }: Use) {
  const { rows, random, account } = chronicle;
  for (let ago = from; ago >= to; ago--) {
    const midday = daysAgo(chronicle, ago);
    const isWeekend = [0, 6].includes(midday.getUTCDay());
    const requests = Math.round((perDay * random.between(60, 140)) / (isWeekend ? 400 : 100));
    if (requests === 0) continue;
    rows.apiKeyUses.push({
      accountId: account.id,
      keyId,
      operation,
      day: midday.toISOString().slice(0, 10),
      requests: refused ? 0 : requests,
      refused: refused ? requests : 0,
      lastAt: midday,
      lastIp: "203.0.113.7",
      lastPath: path,
    });
  }
}
