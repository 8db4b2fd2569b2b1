import { and, eq, isNull, notInArray } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { apiKeyPermissions, apiKeys } from "@/db/schema/api-keys";
import type { Actor } from "@/lib/actor";
import { insertKeyPermissions } from "@/lib/api-keys/commands/insert-key";
import type { EditKey } from "@/lib/api-keys/input";
import { findKeyForChange, type KeyForChange } from "@/lib/api-keys/queries/key-for-change";
import { requireTargets } from "@/lib/api-keys/queries/limit-targets";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { inheritLimits, type Limits, whyNotLimits } from "@/lib/api-keys/rules/limits";
import { whyNotExpiry } from "@/lib/api-keys/rules/lifetime";
import { whyNotCarry } from "@/lib/api-keys/rules/ownership";
import { whyNotChange } from "@/lib/api-keys/rules/status";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { closureOf, listOf, type Permission } from "@/lib/permissions/permissions";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { whyNotGive } from "@/lib/users/rules";

const OPERATION = "apiKeys.edit";

/** Changes a key, whose next request goes by it. Nobody adds what they or the key's owner do not hold. */
export async function editKey(actor: Actor, { keyId, ...wanted }: EditKey): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const key = await findKeyForChange(tx, turn.actor, OPERATION, keyId);
    refuseIf(whyNotChange(key));
    await changeKey(tx, turn, key, wanted);
  });
}

type Wanted = Omit<EditKey, "keyId">;

/** The change itself, for whoever has found the key in the account's turn. */
export async function changeKey(tx: Tx, turn: Turn, key: KeyForChange, wanted: Wanted): Promise<void> {
  const { actor } = turn;
  const { name = key.name, permissions = key.permissions } = wanted;
  const limits = inheritLimits(actor, limitsAfter(key.limits, wanted));
  const gained = listOf(closureOf(permissions) & ~closureOf(key.permissions));
  refuseIf(whyNotLimits(actor, OPERATION, key.limits) ?? whyNotLimits(actor, OPERATION, limits));
  await requireTargets(tx, actor, limits, key.limits);
  refuseIf(whyNotGive(actor, OPERATION, gained));
  if (gained.length > 0) refuseIf(whyNotCarry(await findOwner(tx, turn.account.id, key.ownerId), OPERATION, gained));
  if (wanted.expiresAt !== undefined)
    refuseIf(
      whyNotExpiry(limits.expiresAt, { startedAt: key.startedAt, now: turn.now, keyDays: turn.account.keyDays }),
    );

  const before = { name: key.name, permissions: key.permissions, ...key.limits };
  const after = { name, permissions, ...limits };
  const fields = changedFields(before, after);
  if (fields.length === 0) return;
  await tx
    .update(apiKeys)
    .set({ name, ...mutable(limits), ...(fields.includes("expiresAt") && { remindedAt: null }) })
    .where(and(eq(apiKeys.accountId, turn.account.id), eq(apiKeys.id, key.id)));
  if (fields.includes("permissions")) await replacePermissions(tx, turn, key, permissions);
  await recordAudit(
    tx,
    actor,
    OPERATION,
    { kind: "api_key", id: key.id, name },
    {
      before: pick(before, fields),
      after: pick(after, fields),
    },
  );
}

async function replacePermissions(tx: Tx, turn: Turn, key: KeyForChange, permissions: readonly Permission[]) {
  const rows = apiKeyPermissions;
  await tx
    .update(rows)
    .set(turn.ended("edited"))
    .where(
      and(
        eq(rows.accountId, turn.account.id),
        eq(rows.keyId, key.id),
        isNull(rows.endedAt),
        permissions.length > 0 ? notInArray(rows.permission, [...permissions]) : undefined,
      ),
    );
  const added = permissions.filter((permission) => !key.permissions.includes(permission));
  await insertKeyPermissions(tx, turn.begun, key.id, added);
}

/** What is left out stays; null takes a limit away. */
const limitsAfter = (limits: Limits, wanted: Wanted): Limits => ({
  sourceIds: wanted.sourceIds === undefined ? limits.sourceIds : wanted.sourceIds,
  folderIds: wanted.folderIds === undefined ? limits.folderIds : wanted.folderIds,
  ipRanges: wanted.ipRanges === undefined ? limits.ipRanges : wanted.ipRanges,
  rateLimit: wanted.rateLimit === undefined ? limits.rateLimit : wanted.rateLimit,
  expiresAt: wanted.expiresAt === undefined ? limits.expiresAt : wanted.expiresAt,
});

const mutable = ({ sourceIds, folderIds, ipRanges, ...limits }: Limits) => ({
  ...limits,
  sourceIds: sourceIds && [...sourceIds],
  folderIds: folderIds && [...folderIds],
  ipRanges: ipRanges && [...ipRanges],
});

type Fields = Limits & { name: string; permissions: readonly Permission[] };

const changedFields = (before: Fields, after: Fields) =>
  (Object.keys(after) as (keyof Fields)[]).filter(
    (field) => JSON.stringify(sorted(before[field])) !== JSON.stringify(sorted(after[field])),
  );

const sorted = (value: Fields[keyof Fields]) => (Array.isArray(value) ? value.toSorted() : value);

const pick = (fields: Fields, names: (keyof Fields)[]) => Object.fromEntries(names.map((name) => [name, fields[name]]));
