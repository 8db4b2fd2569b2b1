import { sql } from "drizzle-orm";
import { newId } from "@/db/ids";
import { systemDb } from "@/db/client";
import type { ActorAccount } from "@/lib/actor";
import { DeliveryBuffer, type DeliveryCount } from "@/lib/analytics/commands/delivery-buffer";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";

/** A source that delivers nothing, for figures to be of. @returns its id */
export async function makeIdleSource(account: ActorAccount, name: string): Promise<string> {
  const id = newId("source");
  await systemDb().execute(sql`
    insert into sources (account_id, id, slug, name, type, status, deployment, created_by)
    values (${account.id}, ${id}, ${id.replace("_", "-")}, ${name}, 'library', 'deployed', 1, 'system')`);
  return id;
}

/** What is told of a request that a cache answered, but for when and for whom. */
export const HIT = {
  path: "/hero.jpg",
  status: 200,
  bytes: 100,
  originalBytes: 500,
  format: "webp",
  cacheHit: true,
  country: "PT",
  device: "mobile",
  referrer: "northlight.studio",
} as const;

/** Counts requests as a server would, and adds them up. */
export async function deliver(
  account: ActorAccount,
  entries: readonly (Partial<DeliveryCount> & { sourceId: string; at: Date })[],
): Promise<void> {
  const buffer = new DeliveryBuffer();
  for (const entry of entries) buffer.add({ ...HIT, ...entry, accountId: account.id });
  await buffer.flush();
  await tallyDeliveries();
}
