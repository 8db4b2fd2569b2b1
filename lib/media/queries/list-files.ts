import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { AppError, notFound } from "@/lib/errors";
import type { FileSort, FilesSearch } from "@/lib/media/input/search";
import { fieldsOf } from "@/lib/media/queries/fields";
import { conditionsOf } from "@/lib/media/queries/matching";
import { asRow, type Keyed } from "@/lib/media/queries/page";
import { type Reach, reachInto } from "@/lib/media/queries/reach";
import { fileColumns, type FileRow, type Selected, toFileRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { parseQuery } from "@/lib/media/rules/query";
import { type Cursor, readCursor, writeCursor } from "@/lib/users/queries/cursor";

/** Counting stops here: nobody pages further, and the exact number of a search costs more than the search. */
const COUNTED = 10_000;

export type FilesPage = {
  rows: FileRow[];
  /** Of all pages together; with `more` there are more than this. */
  total: { count: number; more: boolean };
  nextCursor: string | null;
  previousCursor: string | null;
  /** Why the search means nothing, in a sentence for the reader; then there are no rows. */
  problem: string | null;
};

type SortKey = { type: "string" | "number"; column: SQL; key: SQL; bound: (key: string | number) => SQL };

const SORT_KEYS: Record<FileSort, SortKey> = {
  created: {
    type: "number",
    column: sql`f.created_at`,
    key: sql`(extract(epoch from f.created_at) * 1000)::float8`,
    bound: (key) => sql`(timestamptz 'epoch' + ${key}::float8 * interval '1 ms')`,
  },
  name: { type: "string", column: sql`f.name_key`, key: sql`f.name_key`, bound: (key) => sql`${key}::text` },
  size: { type: "number", column: sql`f.size`, key: sql`f.size::float8`, bound: (key) => sql`${key}::bigint` },
};

/** A page of the files that are open to who asks and fit the search. */
export async function listFiles(actor: MediaActor, search: FilesSearch): Promise<FilesPage> {
  const reach = reachInto(actor);
  const position = positionOf(search);
  return withAccount(actor.account.id, async (tx) => {
    try {
      const chosen = await chooseFiles(tx, actor, reach, search);
      return await readPage(tx, actor, reach, chosen, position);
    } catch (error) {
      if (error instanceof AppError && error.details.fields?.[0]?.path === "q")
        return {
          rows: [],
          total: { count: 0, more: false },
          nextCursor: null,
          previousCursor: null,
          problem: error.message,
        };
      throw error;
    }
  });
}

type Position = { text: string; sort: FileSort; descending: boolean; cursor: Cursor | null; limit: number };

function positionOf({ sort: text, cursor, limit }: FilesSearch): Position {
  const descending = text.startsWith("-");
  const sort = (descending ? text.slice(1) : text) as FileSort;
  return {
    text,
    sort,
    descending,
    limit,
    cursor: cursor === undefined ? null : readCursor(cursor, text, SORT_KEYS[sort].type),
  };
}

/** Which files a search means, and how many they are. `capped`: counted one by one, and no further than `COUNTED`. */
type Chosen = { from: SQL; where: SQL; total: SQL; capped: boolean };

async function chooseFiles(tx: Tx, actor: MediaActor, reach: Reach, search: FilesSearch): Promise<Chosen> {
  const accountId = actor.account.id;
  const clauses = parseQuery(search.q ?? "");
  const fields = clauses.some((clause) => clause.kind === "filter") ? await fieldsOf(tx, accountId) : [];
  const place = await placeOf(tx, actor, reach, search);
  const where = sql.join(
    [
      sql`f.account_id = ${accountId}`,
      reach.seesFile(sql`f`),
      ...place.conditions,
      ...conditionsOf(clauses, fields, actor),
    ],
    sql` and `,
  );
  const from = sql`files f ${place.join}`;
  if (clauses.length === 0 && place.total) return { from, where, total: place.total, capped: false };
  const counted = sql`(select count(*) from (select from ${from} where ${where} limit ${COUNTED + 1}) c)`;
  return { from, where, total: counted, capped: true };
}

type Place = { join: SQL; conditions: SQL[]; total: SQL | null };

/** Where a search looks. `total`, where a count is kept, so that nothing need be counted. */
async function placeOf(tx: Tx, actor: MediaActor, reach: Reach, search: FilesSearch): Promise<Place> {
  const accountId = actor.account.id;
  if (search.collection !== undefined) {
    await requireSeen(
      tx,
      reach,
      sql`select from collections c
      where c.account_id = ${accountId} and c.id = ${search.collection} and ${reach.seesCollection(sql`c`)}`,
      "collection",
    );
    return {
      join: sql`join collection_files m on m.account_id = f.account_id and m.file_id = f.id and m.collection_id = ${search.collection} and m.ended_at is null`,
      conditions: [],
      total: null,
    };
  }
  if (search.folder === undefined || (search.folder === "root" && search.below))
    return { join: sql``, conditions: [], total: reach.countOfFiles };
  if (search.folder === "root") return { join: sql``, conditions: [sql`f.folder_id is null`], total: null };

  const { path, fileCount } = await seenFolder(tx, actor, reach, search.folder);
  if (!search.below)
    return { join: sql``, conditions: [sql`f.folder_id = ${search.folder}`], total: sql`${fileCount}::bigint` };
  return {
    join: sql`join folders b on b.account_id = f.account_id and b.id = f.folder_id and b.path >= ${path} and b.path < ${`${path}~`}`,
    conditions: [],
    total: null,
  };
}

async function seenFolder(tx: Tx, actor: MediaActor, reach: Reach, id: string) {
  const [folder] = await tx.execute<{ path: string; fileCount: number }>(sql`
    with ${reach.sources} select d.path, d.file_count as "fileCount" from folders d
    where d.account_id = ${actor.account.id} and d.id = ${id} and ${reach.seesFolder(sql`d`)}`);
  if (!folder) throw notFound("folder");
  return folder;
}

async function requireSeen(tx: Tx, reach: Reach, row: SQL, what: string): Promise<void> {
  const [seen] = await tx.execute(sql`with ${reach.sources} select exists (${row}) as is`);
  if (!seen?.is) throw notFound(what);
}

type PageJson = { rows: Keyed<Selected<FileRow>>[]; total: string };

/** One row more than asked for tells whether there is a further page on that side. */
async function readPage(
  tx: Tx,
  actor: MediaActor,
  reach: Reach,
  { from, where, total, capped }: Chosen,
  position: Position,
): Promise<FilesPage> {
  const { text, sort, descending, cursor, limit } = position;
  const { column, key, bound } = SORT_KEYS[sort];
  const backwards = cursor?.side === "before";
  const order = descending === backwards ? sql`asc` : sql`desc`;
  const beyond = descending === backwards ? sql`>` : sql`<`;
  const start = cursor ? sql`and (${column}, f.id) ${beyond} (${bound(cursor.key)}, ${cursor.id})` : sql``;
  const [page] = await tx.execute<PageJson>(sql`
    with ${reach.sources}, page as materialized (
      select f.id from ${from} where ${where} ${start} order by ${column} ${order}, f.id ${order} limit ${limit + 1})
    select ${total} as total, (select coalesce(json_agg(r), '[]') from (
      select f.id, ${key} as key, ${asRow(fileColumns(reach, sql`f`))} as row from page p
      join files f on f.account_id = ${actor.account.id} and f.id = p.id order by ${column} ${order}, f.id ${order}) r) as rows`);
  const found = page?.rows ?? [];
  const count = Number(page?.total ?? 0);
  const further = found.length > limit;
  if (further) found.pop();
  if (backwards) found.reverse();
  const cursorAt = (side: Cursor["side"], end: (typeof found)[number] | undefined) =>
    end ? writeCursor({ sort: text, side, key: end.key, id: end.id }) : null;
  return {
    rows: found.map(({ row }) => toFileRow(actor, row)),
    total: capped && count > COUNTED ? { count: COUNTED, more: true } : { count, more: false },
    nextCursor: further || backwards ? cursorAt("after", found.at(-1)) : null,
    previousCursor: (backwards ? further : cursor) ? cursorAt("before", found[0]) : null,
    problem: null,
  };
}
