import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { KeyActor, Origin } from "@/lib/actor";
import { isSecret } from "@/lib/api-keys/rules/secret";
import { toDate } from "@/lib/to-date";
import { liesWithin } from "@/lib/networks";
import { KEY_STATUSES, type KeyStatus, works } from "@/lib/api-keys/rules/status";
import { statusOf } from "@/lib/api-keys/queries/columns";
import { findKeyByHash, type FoundKey } from "@/lib/api-keys/queries/find-by-hash";
import { AppError } from "@/lib/errors";
import { effectiveOf, keyPower } from "@/lib/permissions/access";
import { hashToken } from "@/lib/tokens";
import { toAccess } from "@/lib/users/queries/access";

/** Who asks by a key, or the key that was refused and why. A secret that belongs to no key has no actor at all. */
export type Verdict = { actor: KeyActor; refused: AppError | null } | { actor: null; refused: AppError };

const unknown = new AppError("unauthenticated", "This is no API key, or one that never existed.");

/**
 * Judges a secret: by its checksum without the database, then by one indexed read of the key, its owner and its account
 * as they are now. What the key can do is what it carries as far as its owner holds it at this moment.
 */
export async function verifyKey(secret: string, origin: Origin): Promise<Verdict> {
  const found = isSecret(secret) ? await findKeyByHash(hashToken(secret)) : undefined;
  if (!found) return { actor: null, refused: unknown };
  const actor = toActor(found, origin);
  return { actor, refused: await whyRefused(actor, found) };
}

function toActor(found: FoundKey, origin: Origin): KeyActor {
  const { id, name, permissions, sourceIds, folderIds, ipRanges, rateLimit } = found;
  const access = toAccess(found.access);
  const expiresAt = toDate(found.expiresAt);
  return {
    kind: "key",
    active: access.active && found.stands,
    permissions: keyPower(permissions, effectiveOf(access)).effective,
    access,
    account: { id: found.accountId, slug: found.accountSlug, name: found.accountName, plan: found.plan },
    memberId: found.ownerId,
    name: found.ownerName,
    origin,
    key: { id, name, permissions, sourceIds, folderIds, ipRanges, rateLimit, expiresAt },
  };
}

async function whyRefused(actor: KeyActor, { hash, ipRanges }: FoundKey): Promise<AppError | null> {
  if (!actor.active) return new AppError("unauthenticated", `This key does not work. ${await sayStatus(hash)}`);
  const { ip } = actor.origin;
  if (ipRanges === null || liesWithin(ip, ipRanges)) return null;
  return new AppError(
    "forbidden",
    `This key is refused from ${ip ?? "an unknown address"}: it is limited to other IP ranges.`,
  );
}

/** Asked only of keys that are refused, so that those that work do not wait for the words. */
async function sayStatus(hash: string): Promise<string> {
  const [row] = await systemDb().execute<{ status: KeyStatus }>(sql`
    select ${statusOf} as status from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id
    where k.secret_hash = ${hash}`);
  return row && !works(row.status) ? KEY_STATUSES[row.status].says : "";
}
