import type { KeyActor, Origin } from "@/lib/actor";
import { isSecret } from "@/lib/api-keys/rules/secret";
import { liesWithin } from "@/lib/api-keys/rules/networks";
import { KEY_STATUSES, works } from "@/lib/api-keys/rules/status";
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
  return { actor: toActor(found, origin), refused: whyRefused(found, origin) };
}

function toActor(found: FoundKey, origin: Origin): KeyActor {
  const { id, name, permissions, sourceIds, folderIds, ipRanges, rateLimit } = found;
  const access = toAccess(found.access);
  const expiresAt = found.expiresAt === null ? null : new Date(found.expiresAt);
  return {
    kind: "key",
    active: access.active && works(found.status),
    permissions: keyPower(permissions, effectiveOf(access)).effective,
    access,
    account: found.account,
    memberId: found.ownerId,
    name: found.ownerName,
    origin,
    key: { id, name, permissions, sourceIds, folderIds, ipRanges, rateLimit, expiresAt },
  };
}

function whyRefused({ status, ipRanges }: FoundKey, { ip }: Origin): AppError | null {
  if (!works(status)) return new AppError("unauthenticated", `This key does not work: ${sayOf(status)}`);
  if (ipRanges === null || liesWithin(ip, ipRanges)) return null;
  return new AppError(
    "forbidden",
    `This key is refused from ${ip ?? "an unknown address"}: it is limited to other IP ranges.`,
  );
}

const sayOf = (status: FoundKey["status"]) => {
  const { says } = KEY_STATUSES[status];
  return says.charAt(0).toLowerCase() + says.slice(1);
};
