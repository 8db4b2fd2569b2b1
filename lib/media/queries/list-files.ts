import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Ask, askingAccount, type Tx, withAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { FileSort, FilesSearch } from "@/lib/media/input/search";
import { fieldsOf } from "@/lib/media/queries/fields";
import { gatheredPage, matchedPage, type Order, piecesOf, plainPage, SORT_KEYS } from "@/lib/media/queries/file-pages";
import { conditionsOf, Meaningless, namesOf } from "@/lib/media/queries/matching";
import { asRow, cutPage, type Keyed, type Page } from "@/lib/page";
import { type Reach, reachInto } from "@/lib/media/queries/reach";
import { fileColumns, type FileRow, type Selected, toFileRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { type Clause, placeClauses } from "@/lib/media/rules/query";
import { readCursor } from "@/lib/cursor";

/** Counting the matches of a search stops here: an exact number costs more than the page. */
const COUNTED = 1000;
/** With no more matches than this in the whole library, those that can be seen are picked from them. */
const RARE = 500;

export type FilesPage = Page<FileRow> & {
  /** Of all pages together; with `more` there are more than this. */
  total: { count: number; more: boolean };
  /** Why the search means nothing; then there are no rows. */
  problem: QueryProblem | null;
};

/** What is wrong in a sentence for the reader, and where in the text it stands, the end not included. */
export type QueryProblem = { message: string; start: number; end: number };

/** A page of the files that are open to who asks and fit the search. */
export async function listFiles(actor: MediaActor, search: FilesSearch): Promise<FilesPage> {
  return listFilesWithin(actor, reachInto(actor), search);
}

/** The same for a reach that is decided in another way: for comparisons. */
export async function listFilesWithin(actor: MediaActor, reach: Reach, search: FilesSearch): Promise<FilesPage> {
  const order = orderOf(search);
  const placed = placeClauses(search.q ?? "");
  const clauses = placed.map(({ clause }) => clause);
  const account = actor.account.id;
  if (clauses.length === 0 && search.collection === undefined)
    return askingAccount(account, async (ask) => {
      const place = await placeOf(ask, actor, reach, search);
      return readPage(ask, actor, reach, search, order, browsing(account, reach, place, order));
    });
  return withAccount(account, async (tx) => {
    const ask: Ask = async <R>(statement: SQL) => [...(await tx.execute(statement))] as R[];
    const place = await placeOf(ask, actor, reach, search);
    try {
      const condition = sql.join(
        [sql`true`, ...conditionsOf(clauses, await fieldsNeeded(tx, account, clauses), actor)],
        sql` and `,
      );
      const found = await searching(ask, account, reach, place, order, { condition, named: namesOf(clauses) });
      return await readPage(ask, actor, reach, search, order, found);
    } catch (error) {
      if (!(error instanceof Meaningless)) throw error;
      const { start = 0, end = 0 } = placed.find(({ clause }) => clause === error.clause) ?? {};
      return {
        rows: [],
        total: { count: 0, more: false },
        nextCursor: null,
        previousCursor: null,
        problem: { message: error.message, start, end },
      };
    }
  });
}

const fieldsNeeded = (tx: Tx, accountId: string, clauses: readonly Clause[]) =>
  clauses.some(({ kind }) => kind === "filter") ? fieldsOf(tx, accountId) : [];

function orderOf({ sort: text, cursor, limit }: FilesSearch): Order {
  const descending = text.startsWith("-");
  const sort = (descending ? text.slice(1) : text) as FileSort;
  return {
    sort,
    descending,
    limit,
    cursor: cursor === undefined ? null : readCursor(cursor, text, SORT_KEYS[sort].type),
  };
}

/** Where a search looks: everywhere, right in a folder or at the root, in a folder and all below, in a collection. */
type Place =
  | { kind: "everywhere" }
  | { kind: "folder"; id: string | null; fileCount: number | null }
  | { kind: "below"; path: string }
  | { kind: "collection"; id: string };

/** @throws AppError `not_found` for a place that is not open to who asks */
async function placeOf(
  ask: Ask,
  actor: MediaActor,
  reach: Reach,
  { folder, below, collection }: FilesSearch,
): Promise<Place> {
  const accountId = actor.account.id;
  if (collection !== undefined) {
    const [seen] = await ask(sql`with ${reach.sources} select c.id from collections c
      where c.account_id = ${accountId} and c.id = ${collection} and ${reach.seesCollection(sql`c`)}`);
    if (!seen) throw notFound("collection");
    return { kind: "collection", id: collection };
  }
  if (folder === undefined || (folder === "root" && below)) return { kind: "everywhere" };
  if (folder === "root") return { kind: "folder", id: null, fileCount: null };
  const [found] = await ask<{ path: string; fileCount: number }>(sql`
    with ${reach.sources} select d.path, d.file_count as "fileCount" from folders d
    where d.account_id = ${accountId} and d.id = ${folder} and ${reach.seesFolder(sql`d`)}`);
  if (!found) throw notFound("folder");
  return below ? { kind: "below", path: found.path } : { kind: "folder", id: folder, fileCount: found.fileCount };
}

/** The common table expressions that end with `page`, and the number of all pages together. */
type Found = { expressions: SQL; total: SQL; capped: boolean };

/** Without a search. What is counted by folder need not be counted here. */
function browsing(accountId: string, reach: Reach, place: Place, order: Order): Found {
  const seen = sql`f.account_id = ${accountId} and ${reach.seesFile(sql`f`)}`;
  if (place.kind === "folder") {
    const where = sql`${seen} and ${place.id === null ? sql`f.folder_id is null` : sql`f.folder_id = ${place.id}`}`;
    const total =
      place.fileCount === null ? sql`(select count(*) from files f where ${where})` : sql`${place.fileCount}::int`;
    return { expressions: plainPage(sql`files f`, where, order), total, capped: false };
  }
  if (place.kind === "below") {
    const listed = sql`listed_folders as materialized (${foldersBelow(accountId, place.path)}), listed_files as (${noFiles})`;
    const total = sql`(select coalesce(sum(v.file_count), 0) from listed_folders v)`;
    return { expressions: sql`${listed}, ${gatheredPage(accountId, order)}`, total, capped: false };
  }
  const expressions = reach.isPart
    ? sql`${everythingSeen}, ${gatheredPage(accountId, order)}`
    : plainPage(sql`files f`, seen, order);
  return { expressions, total: reach.countOfFiles, capped: false };
}

/** What a search asks of a file, and as much of it as its name in the index tells. */
type Asked = { condition: SQL; named: SQL };

/** With a search, or in a collection. */
async function searching(
  ask: Ask,
  accountId: string,
  reach: Reach,
  place: Place,
  order: Order,
  { condition, named }: Asked,
): Promise<Found> {
  if (reach.isPart && (place.kind === "everywhere" || place.kind === "below")) {
    const rare = await isRare(ask, accountId, condition);
    const listed =
      place.kind === "below"
        ? sql`listed_folders as materialized (${foldersBelow(accountId, place.path)}), listed_files as (${noFiles})`
        : everythingSeen;
    return {
      expressions: sql`${listed}, ${matchedPage(accountId, condition, order, { rare, named })}`,
      total: sql`(select count(*) from matches)`,
      capped: true,
    };
  }
  const from = sql`files f ${joinOf(place)}`;
  const where = sql`f.account_id = ${accountId} and ${reach.seesFile(sql`f`)} and ${placed(place)} and ${condition}`;
  const total = sql`(select count(*) from (select from ${from} where ${where} limit ${COUNTED + 1}::int) c)`;
  return { expressions: plainPage(from, where, order), total, capped: true };
}

const everythingSeen = sql`listed_folders as (table visible_folders), listed_files as (table direct_files)`;

const noFiles = sql`select null::text as id where false`;

const foldersBelow = (accountId: string, path: string): SQL => sql`select d.id, d.file_count from folders d
  where d.account_id = ${accountId} and d.path >= ${path} and d.path < ${`${path}~`} and d.trashed_at is null`;

const joinOf = (place: Place): SQL => {
  if (place.kind === "collection")
    return sql`join collection_files m on m.account_id = f.account_id and m.file_id = f.id and m.collection_id = ${place.id} and m.ended_at is null`;
  if (place.kind === "below")
    return sql`join folders b on b.account_id = f.account_id and b.id = f.folder_id and b.path >= ${place.path} and b.path < ${`${place.path}~`}`;
  return sql``;
};

function placed(place: Place): SQL {
  if (place.kind !== "folder") return sql`true`;
  return place.id === null ? sql`f.folder_id is null` : sql`f.folder_id = ${place.id}`;
}

async function isRare(ask: Ask, accountId: string, condition: SQL): Promise<boolean> {
  const [row] = await ask<{ count: number }>(sql`
    select count(*)::int as count from (
      select from files f where f.account_id = ${accountId} and f.trashed_at is null and ${condition} limit ${RARE + 1}::int) c`);
  return (row?.count ?? 0) <= RARE;
}

type PageJson = { rows: Keyed<Selected<FileRow>>[]; total: string };

async function readPage(
  ask: Ask,
  actor: MediaActor,
  reach: Reach,
  search: FilesSearch,
  order: Order,
  { expressions, total, capped }: Found,
): Promise<FilesPage> {
  const { column, direction } = piecesOf(order);
  const { key } = SORT_KEYS[order.sort];
  const { cursor, limit } = order;
  const [page] = await ask<PageJson>(sql`
    with ${reach.sources}, ${expressions} select ${total} as total, (select coalesce(json_agg(r), '[]') from (
      select f.id, ${key} as key, ${asRow(fileColumns(reach, sql`f`))} as row from page p
      join files f on f.account_id = ${actor.account.id} and f.id = p.id order by ${column} ${direction}, f.id ${direction}) r) as rows`);
  const count = Number(page?.total ?? 0);
  const { rows, ...cursors } = cutPage(page?.rows ?? [], { limit, sort: search.sort, cursor });
  return {
    ...cursors,
    rows: rows.map((row) => toFileRow(actor, row)),
    total: capped && count > COUNTED ? { count: COUNTED, more: true } : { count, more: false },
    problem: null,
  };
}
