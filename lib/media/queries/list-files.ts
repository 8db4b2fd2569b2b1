import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Ask, askingAccount, askingIn, withAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { FileSort, FilesSearch } from "@/lib/media/input/search";
import { fieldsOf } from "@/lib/media/queries/fields";
import { gatheredPage, matchedPage, type Order, piecesOf, plainPage, SORT_KEYS } from "@/lib/media/queries/file-pages";
import { conditionsOf, Meaningless, namesOf } from "@/lib/media/queries/matching";
import { asRow, cutPage, type Keyed, type Page } from "@/lib/page";
import { aroundFolders } from "@/lib/media/queries/around";
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
  return listFilesWithin(actor, (around) => reachInto(actor, "media.view", around), search);
}

/** How far who asks reaches, or what of that is around few things. */
type ReachFor = (around?: SQL) => Reach;

/** The same for a reach that is decided in another way: for comparisons. */
export async function listFilesWithin(actor: MediaActor, reachFor: ReachFor, search: FilesSearch): Promise<FilesPage> {
  const order = orderOf(search);
  const placed = placeClauses(search.q ?? "");
  const clauses = placed.map(({ clause }) => clause);
  const account = actor.account.id;
  if (clauses.length === 0 && search.collection === undefined)
    return askingAccount(account, async (ask) => {
      const place = await placeOf(ask, actor, reachFor, search);
      return readPage(ask, actor, search, order, browsing(account, reachFor, place, order));
    });
  return withAccount(account, async (tx) => {
    const ask = askingIn(tx);
    const place = await placeOf(ask, actor, reachFor, search);
    try {
      const condition = sql.join(
        [sql`true`, ...conditionsOf(clauses, await fieldsNeeded(ask, account, clauses), actor)],
        sql` and `,
      );
      const found = await searching(ask, account, reachFor, place, order, { condition, named: namesOf(clauses) });
      return await readPage(ask, actor, search, order, found);
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

const fieldsNeeded = (ask: Ask, accountId: string, clauses: readonly Clause[]) =>
  clauses.some(({ kind }) => kind === "filter") ? fieldsOf(ask, accountId) : [];

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
  reachFor: ReachFor,
  { folder, below, collection }: FilesSearch,
): Promise<Place> {
  const accountId = actor.account.id;
  if (collection !== undefined) {
    const reach = reachFor(sql`select ${collection}::text as id`);
    const [seen] = await ask(sql`with ${reach.sources} select c.id from collections c
      where c.account_id = ${accountId} and c.id = ${collection} and ${reach.seesCollection(sql`c`)}`);
    if (!seen) throw notFound("collection");
    return { kind: "collection", id: collection };
  }
  if (folder === undefined || (folder === "root" && below)) return { kind: "everywhere" };
  if (folder === "root") return { kind: "folder", id: null, fileCount: null };
  const reach = reachFor(aroundFolders(accountId, sql`${folder}`));
  const [found] = await ask<{ path: string; fileCount: number }>(sql`
    with ${reach.sources} select d.path, d.file_count as "fileCount" from folders d
    where d.account_id = ${accountId} and d.id = ${folder} and ${reach.seesFolder(sql`d`)}`);
  if (!found) throw notFound("folder");
  return below ? { kind: "below", path: found.path } : { kind: "folder", id: folder, fileCount: found.fileCount };
}

/** The common table expressions of `reach` and `page`, and the number of all pages together. */
type Found = { expressions: SQL; reach: Reach; total: SQL; capped: boolean };

/** Without a search. What is counted by folder need not be counted here. */
function browsing(accountId: string, reachFor: ReachFor, place: Place, order: Order): Found {
  if (place.kind === "folder" && place.id !== null)
    return inFolder(accountId, reachFor, place.id, order, { total: sql`${place.fileCount}::int`, capped: false });
  const reach = reachFor();
  const seen = sql`f.account_id = ${accountId} and ${reach.seesFile(sql`f`)}`;
  if (place.kind === "folder") {
    const where = sql`${seen} and f.folder_id is null`;
    const expressions = sql`${reach.sources}, ${plainPage(sql`files f`, where, order)}`;
    return { expressions, reach, total: sql`(select count(*) from files f where ${where})`, capped: false };
  }
  if (place.kind === "below") {
    const listed = sql`listed_folders as materialized (${foldersBelow(accountId, place.path)}), listed_files as (${noFiles})`;
    const total = sql`(select coalesce(sum(v.file_count), 0) from listed_folders v)`;
    const expressions = sql`${reach.sources}, ${listed}, ${gatheredPage(accountId, order)}`;
    return { expressions, reach, total, capped: false };
  }
  const page = reach.isPart
    ? sql`${everythingSeen}, ${gatheredPage(accountId, order)}`
    : plainPage(sql`files f`, seen, order);
  return { expressions: sql`${reach.sources}, ${page}`, reach, total: reach.countOfFiles, capped: false };
}

/** A folder that is open shows all that lies in it, so that only the levels are to be found, of the page alone. */
function inFolder(
  accountId: string,
  reachFor: ReachFor,
  folderId: string,
  order: Order,
  { condition = sql`true`, total, capped }: { condition?: SQL; total?: SQL; capped: boolean },
): Found {
  const where = sql`f.account_id = ${accountId} and f.folder_id = ${folderId} and f.trashed_at is null and ${condition}`;
  const reach = reachFor(sql`${aroundFolders(accountId, sql`${folderId}`)} union all select id from page`);
  return {
    expressions: sql`${plainPage(sql`files f`, where, order)}, ${reach.sources}`,
    reach,
    total: total ?? countUpTo(sql`files f`, where),
    capped,
  };
}

/** Exact up to a bound, and one more where there are more. */
const countUpTo = (from: SQL, where: SQL): SQL =>
  sql`(select count(*) from (select from ${from} where ${where} limit ${COUNTED + 1}::int) c)`;

/** What a search asks of a file, and as much of it as its name in the index tells. */
type Asked = { condition: SQL; named: SQL };

/** With a search, or in a collection. */
async function searching(
  ask: Ask,
  accountId: string,
  reachFor: ReachFor,
  place: Place,
  order: Order,
  { condition, named }: Asked,
): Promise<Found> {
  if (place.kind === "folder" && place.id !== null)
    return inFolder(accountId, reachFor, place.id, order, { condition, capped: true });
  const reach = reachFor();
  if (reach.isPart && (place.kind === "everywhere" || place.kind === "below")) {
    const rare = await isRare(ask, accountId, condition);
    const listed =
      place.kind === "below"
        ? sql`listed_folders as materialized (${foldersBelow(accountId, place.path)}), listed_files as (${noFiles})`
        : everythingSeen;
    return {
      expressions: sql`${reach.sources}, ${listed}, ${matchedPage(accountId, condition, order, { rare, named })}`,
      reach,
      total: sql`(select count(*) from matches)`,
      capped: true,
    };
  }
  const from = sql`files f ${joinOf(place)}`;
  const where = sql`f.account_id = ${accountId} and ${reach.seesFile(sql`f`)} and ${placed(place)} and ${condition}`;
  const expressions = sql`${reach.sources}, ${plainPage(from, where, order)}`;
  return { expressions, reach, total: countUpTo(from, where), capped: true };
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

const placed = (place: Place): SQL => (place.kind === "folder" ? sql`f.folder_id is null` : sql`true`);

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
  search: FilesSearch,
  order: Order,
  { expressions, reach, total, capped }: Found,
): Promise<FilesPage> {
  const { column, direction } = piecesOf(order);
  const { key } = SORT_KEYS[order.sort];
  const { cursor, limit } = order;
  const [page] = await ask<PageJson>(sql`
    with ${expressions} select ${total} as total, (select coalesce(json_agg(r), '[]') from (
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
