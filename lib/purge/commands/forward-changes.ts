import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb, type Tx, withAccount } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { env } from "@/lib/env";
import { MOST_LINES } from "@/lib/purge/input";
import { writePurge } from "@/lib/purge/commands/write-purge";
import type { NamedLine } from "@/lib/purge/queries/named-lines";
import { siteIn } from "@/lib/purge/queries/site";
import type { Site } from "@/lib/purge/rules/read-line";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** `name`: of the source, file or folder. `slug`: of the source, and `slugs` what it had before. They outlive what they name. */
type Change = {
  kind: "path" | "file" | "folder" | "source";
  sourceId: string;
  target: string;
  hosts: string[];
  why: string;
  changedBy: string;
  name: string | null;
  slug: string | null;
  slugs: string[];
};

/**
 * Makes purges of what was changed or deleted since, where a CDN stands in front: our own caches have forgotten it
 * already, the CDN is told, and the history shows who changed what.
 */
export async function forwardChanges({ accountId }: { accountId: string }): Promise<void> {
  const [account] = await systemDb().execute<ActorAccount>(
    sql`select id, slug, name, plan from accounts where id = ${accountId}`,
  );
  if (!account) return;
  const actor = systemActor(account, "Forwarding", randomUUID());
  while (await forwardSome(actor));
}

/** @returns whether there were any */
const forwardSome = (actor: ReturnType<typeof systemActor>): Promise<boolean> =>
  withAccount(actor.account.id, async (tx) => {
    await lockAccount(tx, actor, "purge.run");
    const changes = await takeChanges(tx, actor.account.id);
    const [first] = changes;
    if (!first) return false;
    const site = withChanged(await siteIn(tx, actor), changes);
    const { why: reason, changedBy } = first;
    await writePurge(tx, actor, { site, lines: changes.map(lineOf), reason, changedBy });
    return true;
  });

/** As many as fit into one purge, all by the same person and for the same reason. */
const takeChanges = (tx: Tx, accountId: string): Promise<Change[]> =>
  tx.execute<Change>(sql`
    with taken as (
      delete from purge_changes c using (select kind, source_id, target from purge_changes
        where account_id = ${accountId} and (why, changed_by) = (
          select why, changed_by from purge_changes where account_id = ${accountId} limit 1)
        limit ${MOST_LINES}) n
      where c.account_id = ${accountId} and (c.kind, c.source_id, c.target) = (n.kind, n.source_id, n.target)
      returning c.*)
    select t.kind, t.source_id as "sourceId", t.target, t.hosts, t.slugs, t.why, t.changed_by as "changedBy", s.slug,
      coalesce(s.name, f.name, d.name) as name
    from taken t left join sources s on s.account_id = ${accountId} and s.id = t.source_id
      left join files f on t.kind = 'file' and f.account_id = ${accountId} and f.id = t.target
      left join folders d on t.kind = 'folder' and d.account_id = ${accountId} and d.id = t.target`);

/** With sources that are deleted by now, and at hosts and addresses that they had until then. */
function withChanged({ sources, ...site }: Site, changes: readonly Change[]): Site {
  const { hostname } = new URL(env().APERTURE_URL);
  const changed = changes.flatMap(({ kind, sourceId, slug, name, ...had }) => {
    if (kind !== "source" || slug === null) return [];
    const formerSlugs = had.slugs.filter((former) => former !== slug);
    const ours = [slug, ...formerSlugs].map((each) => `${each}.${hostname}`);
    return [{ id: sourceId, slug, name: name ?? slug, formerSlugs, hosts: [...new Set([...ours, ...had.hosts])] }];
  });
  return { ...site, sources: [...sources.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed] };
}

function lineOf({ kind, sourceId, target, name, slug }: Change): NamedLine {
  const scopes: Record<Change["kind"], NamedLine> = {
    path: { scope: { kind: "path", sourceId, path: target }, text: `/i/${slug}/${target}` },
    source: { scope: { kind: "source", sourceId }, text: `Everything of ${name}` },
    file: { scope: { kind: "file", fileId: target }, text: `File ${name}` },
    folder: { scope: { kind: "folder", folderId: target }, text: `Folder ${name}` },
  };
  return scopes[kind];
}
