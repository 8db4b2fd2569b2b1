import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKeys } from "@/db/schema/api-keys";
import type { SystemActor } from "@/lib/actor";
import { insertKey } from "@/lib/api-keys/commands/insert-key";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { latestEnd } from "@/lib/api-keys/rules/lifetime";
import { whyNotCarry } from "@/lib/api-keys/rules/ownership";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import type { Permission } from "@/lib/permissions/permissions";
import { lockAccount } from "@/lib/users/queries/lock-account";

type ImportKey = {
  name: string;
  /** SHA-256 of the secret, 64 hexadecimal digits. The secret itself stays with whoever uses it. */
  secretHash: string;
  /** An administrator. */
  ownerId: string;
  /** What people may recognise the secret by, such as its first characters. */
  prefix?: string;
};

/** Keys from before were made by owners of the account and could do everything. */
const ALL: readonly Permission[] = ["account_admin"];

/**
 * Takes over a key from elsewhere so that no client of it notices; the plan's number of keys does not stand in the way.
 * It lives as long as a key that is made today may.
 * Answers null when the account has it already, so that an import can be run again.
 */
export async function importKey(tx: Tx, actor: SystemActor, key: ImportKey): Promise<string | null> {
  const secretHash = key.secretHash.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(secretHash))
    throw new AppError("invalid", `The key ${key.name} needs the SHA-256 of its secret as 64 hexadecimal digits.`);
  const turn = await lockAccount(tx, actor, "apiKeys.create");
  refuseIf(whyNotCarry(await findOwner(tx, turn.account.id, key.ownerId), "apiKeys.create", ALL));
  const [known] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.secretHash, secretHash));
  if (known) return null;
  const { name, ownerId, prefix = "imported" } = key;
  const expiresAt = latestEnd({ startedAt: turn.now, keyDays: turn.account.keyDays });
  const limits = { sourceIds: null, folderIds: null, ipRanges: null, rateLimit: null, expiresAt };
  const id = await insertKey(tx, turn.begun, { ownerId, name, prefix, secretHash, permissions: ALL, limits });
  await recordAudit(
    tx,
    actor,
    "apiKeys.create",
    { kind: "api_key", id, name },
    { after: { name, ownerId, permissions: ALL, imported: true } },
  );
  return id;
}
