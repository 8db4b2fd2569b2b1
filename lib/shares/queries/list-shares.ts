import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { toDate } from "@/lib/to-date";
import { findItemFor, idOfItem, type ItemKind, kindOfItem } from "@/lib/media/queries/find-item";
import { asRow, cutPage, type Keyed, type Page, readingFrom, timeKey, timeOf } from "@/lib/page";
import { MANAGE, type Reach, reachInto } from "@/lib/media/queries/reach";
import type { Level } from "@/lib/permissions/operations";
import { SHARING, type SharesSearch } from "@/lib/shares/input";
import { authorName } from "@/lib/users/queries/author-name";
import { readCursor } from "@/lib/cursor";

/** A current share. */
export type ListedShare = {
  id: string;
  item: { kind: ItemKind; id: string; name: string };
  grantee: { kind: "member" | "group"; id: string; name: string };
  level: Level;
  expiresAt: Date | null;
  startedAt: Date;
  startedBy: string;
};

type Row = Omit<ListedShare, "expiresAt" | "startedAt"> & { expiresAt: string | null; startedAt: string };

const SORT = "-started";

/** The current shares that the actor may change, the latest first: all of them, or those of one thing, person or group. */
export async function listShares(
  actor: Actor,
  { item, granteeId, cursor: text, limit }: SharesSearch,
): Promise<Page<ListedShare>> {
  const reach = reachInto(actor, "media.share");
  const cursor = text === undefined ? null : readCursor(text, SORT, "number");
  const { direction, beyond } = readingFrom(cursor, true);
  const conditions = [
    ...(item ? [sql`s.item_id = ${idOfItem(item)}`] : []),
    ...(granteeId ? [sql`s.grantee_id = ${granteeId}`] : []),
    ...(cursor ? [sql`(s.started_at, s.id) ${beyond} (${timeOf(cursor.key)}, ${cursor.id})`] : []),
  ];
  return withAccount(actor.account.id, async (tx) => {
    if (item) await findItemFor(tx, actor, SHARING[kindOfItem(item)], item);
    const found = await tx.execute<Keyed<Row>>(sql`
      with ${reach.sources} select s.id, ${timeKey(sql`s.started_at`)} as key, ${asRow(columns)} as row
      from ${changeable(actor, reach)} and ${sql.join([sql`true`, ...conditions], sql` and `)}
      order by s.started_at ${direction}, s.id ${direction} limit ${limit + 1}`);
    const page = cutPage(found, { limit, sort: SORT, cursor });
    return { ...page, rows: page.rows.map(toShare) };
  });
}

/** @throws AppError `not_found` for a share that has ended, and for one that the actor may not change */
export async function findListedShare(actor: Actor, shareId: string): Promise<ListedShare> {
  const reach = reachInto(actor, "media.share");
  return withAccount(actor.account.id, async (tx) => {
    const [found] = await tx.execute<{ row: Row }>(sql`
      with ${reach.sources} select ${asRow(columns)} as row from ${changeable(actor, reach)} and s.id = ${shareId}`);
    if (!found) throw notFound("share");
    return toShare(found.row);
  });
}

const columns = sql`s.id, s.level, s.expires_at as "expiresAt", s.started_at as "startedAt",
  ${authorName(sql`s.account_id`, sql`s.started_by`)} as "startedBy",
  json_build_object('kind', case when f.id is not null then 'file' when d.id is not null then 'folder' else 'collection' end,
    'id', s.item_id, 'name', coalesce(f.name, d.name, c.name)) as item,
  json_build_object('kind', case when m.id is not null then 'member' else 'group' end,
    'id', s.grantee_id, 'name', coalesce(m.name, g.name)) as grantee`;

/** Current shares on what is there and managed by the actor, with those who are still in the account. */
const changeable = (actor: Actor, reach: Reach): SQL => sql`shares s
  left join files f on f.account_id = s.account_id and f.id = s.file_id
  left join folders p on p.account_id = f.account_id and p.id = f.folder_id
  left join folders d on d.account_id = s.account_id and d.id = s.folder_id
  left join collections c on c.account_id = s.account_id and c.id = s.collection_id
  left join members m on m.account_id = s.account_id and m.id = s.member_id
  left join groups g on g.account_id = s.account_id and g.id = s.group_id
  where s.account_id = ${actor.account.id} and s.ended_at is null and (s.expires_at is null or s.expires_at > now())
    and m.ended_at is null and g.ended_at is null
    and coalesce(f.trashed_at, p.trashed_at, d.trashed_at, c.ended_at) is null
    and case when f.id is not null then ${reach.rankOfFile(sql`f`)} when d.id is not null then ${reach.rankOfFolder(sql`d`)}
      else ${reach.rankOfCollection(sql`c`)} end >= ${MANAGE}`;

const toShare = ({ expiresAt, startedAt, ...row }: Row): ListedShare => ({
  ...row,
  expiresAt: toDate(expiresAt),
  startedAt: new Date(startedAt),
});
