import { withAccount } from "@/db/client";
import type { KeyActor } from "@/lib/actor";
import { databaseTime } from "@/lib/api-keys/queries/key-rows";
import { findSpells } from "@/lib/api-keys/queries/spells";
import { type Dormant, dormantSince } from "@/lib/api-keys/rules/history";
import { keyPower } from "@/lib/permissions/access";
import { heldBy } from "@/lib/users/queries/access";

/** The permissions that the key which asks carries and its owner has lost: any key may know that of itself. */
export async function findOwnDormant({ account, key, access }: KeyActor): Promise<Dormant[]> {
  const { dormant } = keyPower(key.permissions, heldBy(access));
  if (dormant.length === 0) return [];
  return withAccount(account.id, async (tx) =>
    dormantSince(await findSpells(tx, account.id, key.id, await databaseTime(tx)), dormant),
  );
}
