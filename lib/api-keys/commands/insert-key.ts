import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { apiKeyPermissions, apiKeys } from "@/db/schema/api-keys";
import type { Limits } from "@/lib/api-keys/rules/limits";
import type { Permission } from "@/lib/permissions/permissions";

type Begun = { accountId: string; startedAt: Date; startedBy: string };

type NewKey = {
  ownerId: string;
  name: string;
  prefix: string;
  secretHash: string;
  permissions: readonly Permission[];
  limits: Limits;
  rotatedFromId?: string;
};

/** Writes the rows of a key; that it may exist was judged before. */
export async function insertKey(tx: Tx, begun: Begun, { permissions, limits, ...key }: NewKey): Promise<string> {
  const id = newId("key");
  const listed = (items: readonly string[] | null) => (items ? [...items] : null);
  await tx.insert(apiKeys).values({
    ...begun,
    ...key,
    id,
    expiresAt: limits.expiresAt,
    rateLimit: limits.rateLimit,
    sourceIds: listed(limits.sourceIds),
    folderIds: listed(limits.folderIds),
    ipRanges: listed(limits.ipRanges),
  });
  await insertKeyPermissions(tx, begun, id, permissions);
  return id;
}

export async function insertKeyPermissions(tx: Tx, begun: Begun, keyId: string, permissions: readonly Permission[]) {
  if (permissions.length === 0) return;
  await tx
    .insert(apiKeyPermissions)
    .values(permissions.map((permission) => ({ ...begun, id: newId("keyPermission"), keyId, permission })));
}
