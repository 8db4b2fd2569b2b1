import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { env } from "@/lib/env";
import type { Site, SiteSource } from "@/lib/purge/rules/read-line";

type Row = Omit<SiteSource, "hosts"> & { type: string; domains: string[] };

/** What the actor's lines are compared with: a key that is limited to some sources knows no other. */
export async function siteIn(tx: Tx, actor: Actor): Promise<Site> {
  const { host, hostname } = new URL(env().APERTURE_URL);
  const limit = actor.kind === "key" ? actor.key.sourceIds : null;
  const isOpen = ({ id }: Row) => limit === null || limit.includes(id);
  const rows = await tx.execute<Row>(sql`
    select s.id, s.slug, s.name, s.type,
      array(select d.domain from source_domains d where d.account_id = s.account_id and d.source_id = s.id) as domains
    from sources s where s.account_id = ${actor.account.id} and s.deleted_at is null order by lower(s.name), s.id`);
  return {
    host,
    library: rows.every((row) => isOpen(row) || row.type !== "library"),
    sources: rows
      .filter(isOpen)
      .map(({ id, slug, name, domains }) => ({ id, slug, name, hosts: [`${slug}.${hostname}`, ...domains] })),
  };
}
