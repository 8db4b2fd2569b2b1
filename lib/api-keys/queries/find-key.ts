import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { databaseTime, type KeyRow, readKeys } from "@/lib/api-keys/queries/key-rows";
import { inOrder } from "@/lib/api-keys/queries/list-keys";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { findSpells } from "@/lib/api-keys/queries/spells";
import { usageOf } from "@/lib/api-keys/queries/usage";
import { type PowerChange, powerHistory } from "@/lib/api-keys/rules/history";
import { UNUSED_DAYS, unusedOf } from "@/lib/api-keys/rules/least-privilege";
import { works } from "@/lib/api-keys/rules/status";
import { notFound } from "@/lib/errors";
import { can, canEver, refusal } from "@/lib/permissions/can";
import type { Permission } from "@/lib/permissions/permissions";

/** Requests of one operation on one day, in UTC. */
export type DayOfUse = { day: string; operation: string; requests: number; refused: number };

export type KeyDetails = KeyRow & {
  /** How its power came and went, the earliest first. */
  history: PowerChange[];
  /** Of the last 90 days, the newest first. */
  uses: DayOfUse[];
  /** What it has carried for 90 days and not used. */
  unused: Permission[];
};

/** One key with its history and its use. @throws AppError `not_found` for what does not exist or is out of reach */
export async function findKey(actor: Actor, keyId: string): Promise<KeyDetails> {
  if (!canEver(actor, "apiKeys.view")) throw refusal("apiKeys.view");
  return withAccount(actor.account.id, async (tx) => {
    const [key] = await readKeys(tx, actor, inOrder([keyId]));
    if (!key || !can(actor, "apiKeys.view", { ownerId: key.owner.id })) throw notFound("API key");
    return { ...key, ...(await detailsOf(tx, actor.account.id, key)) };
  });
}

async function detailsOf(tx: Tx, accountId: string, key: KeyRow) {
  const now = await databaseTime(tx);
  const spells = await findSpells(tx, accountId, key.id, now);
  const uses = await tx.execute<DayOfUse>(sql`
    select day::text, operation, requests::int, refused::int from api_key_uses
    where account_id = ${accountId} and key_id = ${key.id} and day > now() - make_interval(days => ${UNUSED_DAYS})
    order by day desc, operation`);
  return {
    history: powerHistory(spells, now),
    uses: [...uses],
    unused: works(key.status) ? await unused(tx, accountId, key, now) : [],
  };
}

async function unused(tx: Tx, accountId: string, key: KeyRow, now: Date): Promise<Permission[]> {
  const owner = await findOwner(tx, accountId, key.owner.id);
  return unusedOf({ ...(await usageOf(tx, accountId, key.id)), owner: owner.permissions }, now);
}
