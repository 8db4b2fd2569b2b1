import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { TrashSearch } from "@/lib/media/input/search";
import { asRow, cutPage, type Keyed, type Page, readingFrom, timeKey, timeOf } from "@/lib/page";
import { MANAGE, reachInto } from "@/lib/media/queries/reach";
import { TRASH_DAYS } from "@/lib/media/rules/limits";
import { authorName } from "@/lib/users/queries/author-name";
import { readCursor } from "@/lib/cursor";

export type TrashRow = {
  kind: "file" | "folder";
  id: string;
  name: string;
  /** Bytes; of a folder null. */
  size: number | null;
  thumbhash: string | null;
  trashedAt: Date;
  trashedBy: string;
  /** When it is gone for good. */
  purgeAt: Date;
};

type Row = Omit<TrashRow, "trashedAt" | "purgeAt"> & { trashedAt: string; purgeAt: string };

const SORT = "-trashed";

/** What was deleted and can be restored by who asks, the latest first. What went along with a folder comes back with it. */
export async function listTrash(actor: Actor, { cursor: text, limit }: TrashSearch): Promise<Page<TrashRow>> {
  const reach = reachInto(actor, "media.restore");
  const cursor = text === undefined ? null : readCursor(text, SORT, "number");
  const { direction, beyond } = readingFrom(cursor, true);
  const start = cursor ? sql`and (t.trashed_at, t.id) ${beyond} (${timeOf(cursor.key)}, ${cursor.id})` : sql``;
  return withAccount(actor.account.id, async (tx) => {
    const accountId = actor.account.id;
    const rows = await tx.execute<Keyed<Row>>(sql`
      with ${reach.sources}, trash as (
        select 'file' as kind, f.account_id, f.id, f.name, f.size::float8 as size, f.thumbhash, f.trashed_at, f.trashed_by from files f
        where f.account_id = ${accountId} and f.trashed_at is not null and f.purged_at is null and ${reach.rankOfFile(sql`f`)} >= ${MANAGE}
        union all
        select 'folder', d.account_id, d.id, d.name, null, null, d.trashed_at, d.trashed_by from folders d
        where d.account_id = ${accountId} and d.trashed_with = d.id and d.purged_at is null and ${reach.rankOfFolder(sql`d`)} >= ${MANAGE})
      select t.id, ${timeKey(sql`t.trashed_at`)} as key, ${asRow(trashColumns)} as row
      from trash t where true ${start} order by t.trashed_at ${direction}, t.id ${direction} limit ${limit + 1}`);
    const page = cutPage(rows, { limit, sort: SORT, cursor });
    return { ...page, rows: page.rows.map(toTrashRow) };
  });
}

const trashColumns = sql`t.kind, t.id, t.name, t.size, t.thumbhash, t.trashed_at as "trashedAt",
  ${authorName(sql`t.account_id`, sql`t.trashed_by`)} as "trashedBy",
  t.trashed_at + make_interval(days => ${TRASH_DAYS}) as "purgeAt"`;

const toTrashRow = ({ trashedAt, purgeAt, ...row }: Row): TrashRow => ({
  ...row,
  trashedAt: new Date(trashedAt),
  purgeAt: new Date(purgeAt),
});
