import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { toDate } from "@/lib/to-date";
import { asRow, cutPage, type Keyed, type Page, readingFrom, timeKey, timeOf } from "@/lib/page";
import { authorize } from "@/lib/permissions/can";
import type { PurgesSearch } from "@/lib/purge/input";
import type { PurgeStatus } from "@/lib/purge/rules/verdict";
import { readCursor } from "@/lib/cursor";
import { authorName } from "@/lib/users/queries/author-name";

/** How the calls of the hook stand; null where none was to be made. */
export type Forwarding = {
  calls: number;
  sent: number;
  dropped: number;
  /** Images that no call names, because there were too many. */
  untold: number;
  /** What the last failure was, while a call is not made. */
  problem: string | null;
  nextAt: Date | null;
};

export type PurgeRow = {
  id: string;
  reason: string;
  matched: number;
  status: PurgeStatus;
  /** Of the first line, as it was typed or in words. */
  first: string;
  lines: number;
  createdAt: Date;
  createdBy: string;
  settledAt: Date | null;
  forwarding: Forwarding | null;
};

export type PurgeLine = {
  number: number;
  text: string;
  matched: number;
  /** What an address of it answered once it was purged. */
  read: { at: Date; path: string; answer: number | null; verdict: "fresh" | "stale" | "unreadable" } | null;
};

const SORT = "-created";

/** What was purged, the newest first. A key that is limited to some sources sees the purges of those alone. */
export async function listPurges(actor: Actor, { cursor: text, limit }: PurgesSearch): Promise<Page<PurgeRow>> {
  authorize(actor, "purge.view");
  const cursor = text === undefined ? null : readCursor(text, SORT, "number");
  const { direction, beyond } = readingFrom(cursor, true);
  const start = cursor ? sql`and (p.created_at, p.id) ${beyond} (${timeOf(cursor.key)}, ${cursor.id})` : sql``;
  return withAccount(actor.account.id, async (tx) => {
    const found = await tx.execute<Keyed<PurgeJson>>(sql`
      select p.id, ${timeKey(sql`p.created_at`)} as key, ${asRow(columns)} as row
      from purges p where ${isOpenTo(actor)} ${start} order by p.created_at ${direction}, p.id ${direction} limit ${limit + 1}`);
    const page = cutPage(found, { limit, sort: SORT, cursor });
    return { ...page, rows: page.rows.map(toRow) };
  });
}

/** One purge with what its lines answered afterwards. @throws AppError `not_found` */
export async function findPurge(actor: Actor, id: string): Promise<PurgeRow & { each: PurgeLine[] }> {
  authorize(actor, "purge.view");
  return withAccount(actor.account.id, async (tx) => {
    const [found] = await tx.execute<{ row: PurgeJson }>(sql`
      select ${asRow(columns)} as row from purges p where ${isOpenTo(actor)} and p.id = ${id}`);
    if (!found) throw notFound("purge");
    return { ...toRow(found.row), each: await linesOf(tx, actor, id) };
  });
}

async function linesOf(tx: Tx, actor: Actor, id: string): Promise<PurgeLine[]> {
  const rows = await tx.execute<
    Omit<PurgeLine, "read"> & { read: (Omit<PurgeLine["read"] & {}, "at"> & { at: string }) | null }
  >(sql`
    select l.number, l.text, l.matched, case when l.fresh is not null then json_build_object('at', l.read_at,
      'path', '/i/' || s.slug || '/' || l.sample_path, 'answer', l.answer, 'verdict', l.fresh) end as read
    from purge_lines l left join sources s on s.account_id = l.account_id and s.id = l.sample_source_id
    where l.account_id = ${actor.account.id} and l.purge_id = ${id} order by l.number`);
  return rows.map(({ read, ...line }) => ({ ...line, read: read && { ...read, at: new Date(read.at) } }));
}

function isOpenTo(actor: Actor): SQL {
  const limit = actor.kind === "key" ? actor.key.sourceIds : null;
  const own = sql`p.account_id = ${actor.account.id}`;
  if (limit === null) return own;
  return sql`${own} and not exists (select from purge_lines l where l.account_id = p.account_id and l.purge_id = p.id
    and coalesce(l.scope ->> 'sourceId', l.sample_source_id, '') <> all(${sql.param([...limit])}::text[]))`;
}

const columns = sql`
  p.id, p.reason, p.matched, p.status, p.created_at as "createdAt", p.settled_at as "settledAt",
  ${authorName(sql`p.account_id`, sql`p.created_by`)} as "createdBy",
  (select l.text from purge_lines l where l.account_id = p.account_id and l.purge_id = p.id and l.number = 1) as first,
  (select count(*)::int from purge_lines l where l.account_id = p.account_id and l.purge_id = p.id) as lines,
  (select json_build_object('calls', count(*)::int, 'sent', count(c.sent_at)::int, 'dropped', count(c.dropped_at)::int, 'untold', p.untold,
      'problem', (array_agg(c.last_error order by c.due_at) filter (where c.sent_at is null))[1],
      'nextAt', min(c.due_at) filter (where c.sent_at is null and c.dropped_at is null))
    from purge_calls c where c.account_id = p.account_id and c.purge_id = p.id having count(*) > 0) as forwarding`;

type PurgeJson = Omit<PurgeRow, "createdAt" | "settledAt" | "forwarding"> & {
  createdAt: string;
  settledAt: string | null;
  forwarding: (Omit<Forwarding, "nextAt"> & { nextAt: string | null }) | null;
};

const toRow = ({ createdAt, settledAt, forwarding, ...row }: PurgeJson): PurgeRow => ({
  ...row,
  createdAt: new Date(createdAt),
  settledAt: toDate(settledAt),
  forwarding: forwarding && { ...forwarding, nextAt: toDate(forwarding.nextAt) },
});
