import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb, withAccount } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { MOST_LINES } from "@/lib/purge/input";
import { writePurge } from "@/lib/purge/commands/write-purge";
import type { Place } from "@/lib/purge/queries/cached-of";
import { siteIn } from "@/lib/purge/queries/site";
import { lockAccount } from "@/lib/users/queries/lock-account";

const REASON = "Changed in the library";

/**
 * Makes a purge of what was changed or deleted since, where a CDN stands in front: our own caches have forgotten it
 * already, the CDN is told, and the history shows it.
 */
export async function forwardChanges({ accountId }: { accountId: string }): Promise<void> {
  const [account] = await systemDb().execute<ActorAccount>(
    sql`select id, slug, name, plan from accounts where id = ${accountId}`,
  );
  if (!account) return;
  const actor = systemActor(account, "Library", randomUUID());
  while ((await forwardSome(actor)) === MOST_LINES);
}

/** @returns how many changes were taken */
const forwardSome = (actor: ReturnType<typeof systemActor>): Promise<number> =>
  withAccount(actor.account.id, async (tx) => {
    await lockAccount(tx, actor, "purge.run");
    const places = await tx.execute<Place>(sql`
      delete from purge_changes c using (
        select source_id, path from purge_changes where account_id = ${actor.account.id} limit ${MOST_LINES}) n
      where c.account_id = ${actor.account.id} and c.source_id = n.source_id and c.path = n.path
      returning c.source_id as "sourceId", c.path`);
    const site = await siteIn(tx, actor);
    const lines = places.flatMap(({ sourceId, path }) => {
      const source = site.sources.find(({ id }) => id === sourceId);
      return source ? [{ scope: { kind: "path" as const, sourceId, path }, text: `/i/${source.slug}/${path}` }] : [];
    });
    if (lines.length > 0) await writePurge(tx, actor, site, lines, REASON);
    return places.length;
  });
