import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { findItemFor, idOfItem } from "@/lib/media/queries/find-item";
import { asRow, cutPage, type Keyed, type Page, readingFrom, timeKey, timeOf } from "@/lib/page";
import { MANAGE, reachInto } from "@/lib/media/queries/reach";
import type { LinksSearch } from "@/lib/share-links/input";
import {
  linkColumns,
  type LinkJson,
  linkTables,
  type LinkRow,
  rankOfLinked,
  statusOf,
  toLinkRow,
} from "@/lib/share-links/queries/link-rows";
import { readCursor } from "@/lib/cursor";

type LinksPage = Page<LinkRow> & { total: number };

const SORT = "-created";

/** The links of the account that the actor may change, the newest first: all of them, or those on what they manage. */
export async function listLinks(
  actor: Actor,
  { item, status, q, cursor: text, limit }: LinksSearch,
): Promise<LinksPage> {
  const reach = reachInto(actor, "shareLinks.create");
  const cursor = text === undefined ? null : readCursor(text, SORT, "number");
  const conditions = [
    sql`l.account_id = ${actor.account.id}`,
    sql`${rankOfLinked(reach)} >= ${MANAGE}`,
    ...(item ? [sql`l.item_id = ${idOfItem(item)}`] : []),
    ...(status ? [sql`${statusOf} = ${status}`] : []),
    ...(q ? [sql`strpos(lower(l.note || ' ' || coalesce(f.name, d.name, c.name)), lower(${q})) > 0`] : []),
  ];
  const matching = sql`${linkTables} where ${sql.join(conditions, sql` and `)}`;
  const { direction, beyond } = readingFrom(cursor, true);
  const start = cursor ? sql`and (l.created_at, l.id) ${beyond} (${timeOf(cursor.key)}, ${cursor.id})` : sql``;
  return withAccount(actor.account.id, async (tx) => {
    if (item) await findItemFor(tx, actor, "shareLinks.create", item);
    const [counted] = await tx.execute<{ total: number }>(sql`
      with ${reach.sources} select count(*)::int as total from ${matching}`);
    const found = await tx.execute<Keyed<LinkJson>>(sql`
      with ${reach.sources} select l.id, ${timeKey(sql`l.created_at`)} as key, ${asRow(linkColumns)} as row
      from ${matching} ${start} order by l.created_at ${direction}, l.id ${direction} limit ${limit + 1}`);
    const page = cutPage(found, { limit, sort: SORT, cursor });
    return { ...page, rows: page.rows.map(toLinkRow), total: counted?.total ?? 0 };
  });
}

/** One link with what visitors did, the latest first. A file that has been moved out of reach since is not named. */
export async function findLink(actor: Actor, linkId: string): Promise<LinkRow & { events: LinkEvent[] }> {
  const reach = reachInto(actor, "shareLinks.create");
  return withAccount(actor.account.id, async (tx) => {
    const [found] = await tx.execute<{ row: LinkJson }>(sql`
      with ${reach.sources} select ${asRow(linkColumns)} as row from ${linkTables}
      where l.account_id = ${actor.account.id} and l.id = ${linkId} and ${rankOfLinked(reach)} >= ${MANAGE}`);
    if (!found) throw notFound("share link");
    const events = await tx.execute<Omit<LinkEvent, "at"> & { at: string }>(sql`
      with ${reach.sources} select e.number::float8 as number, e.kind, e.bot, e.at, e.ip, e.user_agent as "userAgent",
        f.name as "fileName", e.note
      from share_link_events e left join files f
        on f.account_id = e.account_id and f.id = e.file_id and ${reach.rankOfFile(sql`f`)} is not null
      where e.account_id = ${actor.account.id} and e.link_id = ${linkId} order by e.number desc limit 100`);
    return { ...toLinkRow(found.row), events: events.map((event) => ({ ...event, at: new Date(event.at) })) };
  });
}

export type LinkEvent = {
  number: number;
  kind: "view" | "download" | "upload" | "report";
  bot: boolean;
  at: Date;
  ip: string | null;
  userAgent: string | null;
  fileName: string | null;
  /** What somebody who reported it wrote. */
  note: string | null;
};
