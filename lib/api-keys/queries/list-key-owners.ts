import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { reachOf } from "@/lib/permissions/can";

export type KeyOwner = { id: string; name: string };

const LISTED = 200;

/** Everyone who owns a key or did when it ended, by name: for whoever sees more than their own. */
export async function listKeyOwners(actor: Actor): Promise<KeyOwner[]> {
  if (reachOf(actor, "apiKeys.view") !== "any") return [];
  const { id } = actor.account;
  return withAccount(id, async (tx) => [
    ...(await tx.execute<KeyOwner>(sql`
      select m.id, m.name from members m
      where m.account_id = ${id} and exists (select from api_keys k where k.account_id = m.account_id and k.owner_id = m.id)
      order by lower(m.name), m.id limit ${LISTED}`)),
  ]);
}
