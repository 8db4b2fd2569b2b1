import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { permissionsOf, statusOf, successorOf } from "@/lib/api-keys/queries/columns";
import type { Limits } from "@/lib/api-keys/rules/limits";
import type { KeyStatus } from "@/lib/api-keys/rules/status";
import { notFound } from "@/lib/errors";
import { can, refusal, canEver } from "@/lib/permissions/can";
import type { Permission } from "@/lib/permissions/permissions";

/** A key as a change of it needs it. */
export type KeyForChange = {
  id: string;
  name: string;
  ownerId: string;
  status: KeyStatus;
  permissions: Permission[];
  limits: Limits;
  startedAt: Date;
  /** A new key has taken its place, even if this one still works. */
  replaced: boolean;
};

type Row = Omit<KeyForChange, "limits" | "startedAt"> &
  Omit<Limits, "expiresAt"> & { startedAt: string; expiresAt: string | null };

type KeyOperation = "apiKeys.edit" | "apiKeys.rotate" | "apiKeys.suspend" | "apiKeys.revoke";

/** The key, if the actor reaches it with this operation: what is out of reach does not exist. */
export async function findKeyForChange(
  tx: Tx,
  actor: Actor,
  operation: KeyOperation,
  keyId: string,
): Promise<KeyForChange> {
  if (!canEver(actor, operation)) throw refusal(operation);
  const [row] = await tx.execute<Row>(sql`
    select k.id, k.name, k.owner_id as "ownerId", ${statusOf} as status, ${permissionsOf} as permissions,
      k.source_ids as "sourceIds", k.folder_ids as "folderIds", k.ip_ranges as "ipRanges", k.rate_limit as "rateLimit",
      k.expires_at as "expiresAt", k.started_at as "startedAt", ${successorOf} as replaced
    from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id
    where k.account_id = ${actor.account.id} and k.id = ${keyId}`);
  if (!row || !can(actor, operation, row)) throw notFound("API key");
  const { sourceIds, folderIds, ipRanges, rateLimit, expiresAt, startedAt, ...key } = row;
  const limits = { sourceIds, folderIds, ipRanges, rateLimit, expiresAt: expiresAt ? new Date(expiresAt) : null };
  return { ...key, limits, startedAt: new Date(startedAt) };
}
