import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor, ActorAccount, KeyActor, Origin } from "@/lib/actor";
import { createKey } from "@/lib/api-keys/commands/create-key";
import type { CreateKey } from "@/lib/api-keys/input";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import type { Permission } from "@/lib/permissions/permissions";

/** Where the requests of tests come from. */
export const ORIGIN: Origin = { ip: "203.0.113.7", userAgent: "vitest", requestId: "test" };

/** A key of the actor's own with these permissions, as the page would make it. */
export const makeKey = (actor: Actor, permissions: readonly Permission[], limits: Partial<CreateKey> = {}) =>
  createKey(actor, { name: "ci-deploy", permissions: [...permissions], ...limits });

/** The key as the actor of a request of this moment. @throws what the request would be refused with */
export async function asKey({ secret }: { secret: string }): Promise<KeyActor> {
  const { actor, refused } = await verifyKey(secret, ORIGIN);
  if (!actor || refused) throw refused;
  return actor;
}

/** Lets a key and what it carries have begun so many days ago. */
export async function age({ id }: { id: string }, days: number): Promise<void> {
  const earlier = sql`started_at = started_at - make_interval(days => ${days})`;
  await systemDb().execute(sql`update api_keys set ${earlier} where id = ${id}`);
  await systemDb().execute(sql`update api_key_permissions set ${earlier} where key_id = ${id}`);
}

/** Lets the key's expiry be over. */
export const expire = ({ id }: { id: string }) =>
  systemDb().execute(sql`update api_keys set expires_at = now() where id = ${id}`);

/** As the operator of the server may do for one account. */
export const setKeyLimit = ({ id }: ActorAccount, limit: number) =>
  systemDb().execute(sql`update accounts set key_limit = ${limit} where id = ${id}`);
