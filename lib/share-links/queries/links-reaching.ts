import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItems, type ItemKind, mayAt } from "@/lib/media/queries/find-item";
import { isRunning } from "@/lib/share-links/queries/open-link";
import { toDate } from "@/lib/to-date";
import { authorName } from "@/lib/users/queries/author-name";

/** A link through which anyone who has its address sees a thing. */
export type ReachingLink = {
  id: string;
  on: { kind: ItemKind; id: string; name: string };
  /** For whom it is and who made it; null for whoever may not change the link. */
  told: { note: string; createdBy: string } | null;
  download: boolean;
  hasPasscode: boolean;
  expiresAt: Date | null;
};

/** What visitors of one such link did on a day of UTC. Opening the link's page is a view, whatever they look at there. */
export type LinkVisits = {
  id: string;
  told: ReachingLink["told"];
  views: number;
  downloads: number;
  botViews: number;
  botDownloads: number;
};

type Row = Omit<ReachingLink, "expiresAt" | "told"> & { expiresAt: string | null; note: string; createdBy: string };
type VisitsRow = Omit<LinkVisits, "told"> & { on: ReachingLink["on"]; note: string; createdBy: string };

const MOST = 1000;

const author = authorName(sql`l.account_id`, sql`l.created_by`);

/** @param things rows of kind, id and name: whatever gives way to the thing that is asked about, at the moment `at` */
export async function linksReaching(tx: Tx, actor: Actor, things: SQL, at?: Date): Promise<ReachingLink[]> {
  const { download, hasPasscode, expiresAt, isOpen } = at ? settingsAt(at) : PRESENT;
  const rows = await tx.execute<Row>(sql`
    with things as (${things})
    select l.id, json_build_object('kind', t.kind, 'id', t.id, 'name', t.name) as on, l.note, ${author} as "createdBy",
      ${download} as download, ${hasPasscode} as "hasPasscode", ${expiresAt} as "expiresAt"
    from things t join share_links l on l.account_id = ${actor.account.id} and l.item_id = t.id and l.kind = 'view'
    where ${isOpen} order by l.created_at, l.id limit ${MOST}`);
  const tell = await tellingTo(tx, actor, rows);
  return rows.map(({ note, createdBy, expiresAt: end, ...link }) => ({
    ...link,
    told: tell(link.on, { note, createdBy }),
    expiresAt: toDate(end),
  }));
}

/** Whether the thing asked about held a file at a moment. */
type Held = (fileId: SQL, at: SQL) => SQL;

/** What visitors did on a day through links on these things: with files that it held then, or all at once as a zip. */
export async function linkVisitsOn(
  tx: Tx,
  actor: Actor,
  things: SQL,
  wasHeld: Held,
  day: string,
): Promise<LinkVisits[]> {
  const count = (kind: "view" | "download", bot: boolean) =>
    sql`(count(*) filter (where e.kind = ${kind} and e.bot = ${bot}))::int`;
  const rows = await tx.execute<VisitsRow>(sql`
    with things as (${things})
    select l.id, json_build_object('kind', t.kind, 'id', t.id, 'name', t.name) as on, l.note, ${author} as "createdBy",
      ${count("view", false)} as views, ${count("download", false)} as downloads,
      ${count("view", true)} as "botViews", ${count("download", true)} as "botDownloads"
    from things t
    join share_links l on l.account_id = ${actor.account.id} and l.item_id = t.id and l.kind = 'view'
    join share_link_events e on e.account_id = l.account_id and e.link_id = l.id
      and e.at >= ${day}::timestamp at time zone 'utc' and e.at < (${day}::date + 1)::timestamp at time zone 'utc'
      and (e.kind = 'view' or e.kind = 'download' and (e.file_id is null or ${wasHeld(sql`e.file_id`, sql`e.at`)}))
    group by l.account_id, l.id, l.note, l.created_by, t.kind, t.id, t.name order by l.id limit ${MOST}`);
  const tell = await tellingTo(tx, actor, rows);
  return rows.map(({ on, note, createdBy, ...visits }) => ({ ...visits, told: tell(on, { note, createdBy }) }));
}

/** Of a link row aliased `l`. */
type Settings = { download: SQL; hasPasscode: SQL; expiresAt: SQL; isOpen: SQL };

const PRESENT: Settings = {
  download: sql`l.download`,
  hasPasscode: sql`l.passcode_hash is not null`,
  expiresAt: sql`l.expires_at`,
  isOpen: sql`${isRunning} and (l.max_views is null or l.views < l.max_views)`,
};

/** A setting that was changed since is told by the audit log: what the first change took away is what it was. */
function settingsAt(at: Date): Settings {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const was = (name: string, type: SQL, present: SQL) => sql`(
    select x.was from (
      select (e.before ->> ${name}::text)::${type} as was, e.seq from audit_events e
        where e.account_id = l.account_id and e.target_id = l.id and e.operation = 'shareLinks.edit'
          and e.at > ${moment} and e.before ? ${name}::text
      union all select ${present}, ${Number.MAX_SAFE_INTEGER}::bigint) x
    order by x.seq limit 1)`;
  const time = sql`timestamptz`;
  const startsAt = was("startsAt", time, sql`l.starts_at`);
  const expiresAt = was("expiresAt", time, sql`l.expires_at`);
  return {
    download: was("download", sql`boolean`, PRESENT.download),
    hasPasscode: was("hasPasscode", sql`boolean`, PRESENT.hasPasscode),
    expiresAt,
    isOpen: sql`l.created_at <= ${moment} and coalesce(${startsAt} <= ${moment}, true)
      and coalesce(${expiresAt} > ${moment}, true) and not exists (
        select from share_link_revocations r where r.account_id = l.account_id and r.link_id = l.id
          and r.started_at <= ${moment} and (r.ended_at is null or r.ended_at > ${moment}))`,
  };
}

/** For whom a link is, and who made it, is told to whoever may change it. */
async function tellingTo(tx: Tx, actor: Actor, links: readonly { on: ReachingLink["on"] }[]) {
  const managed = new Set<string>();
  for (const kind of ["file", "folder", "collection"] as const) {
    const ids = [...new Set(links.flatMap(({ on }) => (on.kind === kind ? [on.id] : [])))];
    for (const found of await findItems(tx, actor, kind, ids))
      if (mayAt(actor, "shareLinks.edit", found.level)) managed.add(found.id);
  }
  return (on: ReachingLink["on"], told: NonNullable<ReachingLink["told"]>) => (managed.has(on.id) ? told : null);
}
