import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { FoldersSearch } from "@/lib/media/input/search";
import { breadcrumbsOf, type Crumb } from "@/lib/media/queries/breadcrumbs";
import { asRow, cutPage, type Keyed, type Page, readingFrom } from "@/lib/page";
import { type Reach, reachInto } from "@/lib/media/queries/reach";
import { folderColumns, type FolderRow, type Selected, toFolderRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { mayCreateAtRoot, seesRoot } from "@/lib/media/rules/root";
import { readCursor } from "@/lib/cursor";

type OpenFolder = {
  /** Null: the root. */
  folder: FolderRow | null;
  /** From the topmost folder that is open to who asks down to this one. */
  breadcrumbs: Crumb[];
  folders: Page<FolderRow>;
  /** What can be made right here. */
  can: { upload: boolean; createFolder: boolean };
};

const SORT = "name";

/**
 * A folder, the way to it and the folders in it; its files are a list of `listFiles`. The root is open to those who see
 * everything; what is shared with the others stands in `sharedWithMe`.
 */
export async function listFolder(actor: MediaActor, folderId: string | null): Promise<OpenFolder> {
  const reach = reachInto(actor);
  return withAccount(actor.account.id, async (tx) => {
    const found = folderId === null ? null : await readFolder(tx, actor, reach, folderId);
    if (!found && !seesRoot(actor)) throw notFound("folder");
    return {
      folder: found?.row ?? null,
      breadcrumbs: found ? await breadcrumbsOf(tx, actor.account.id, reach, found.path) : [],
      folders: await readFolders(tx, actor, reach, { parentId: folderId, limit: 1000 }),
      can: found
        ? { upload: found.row.can.upload, createFolder: found.row.can.createFolder }
        : { upload: mayCreateAtRoot(actor), createFolder: mayCreateAtRoot(actor) },
    };
  });
}

/**
 * A page of the folders directly in another one, by name. Without a parent: those at the root, or for whoever does not
 * see the root the outermost ones that are open to them.
 */
export async function listFolders(actor: MediaActor, search: FoldersSearch): Promise<Page<FolderRow>> {
  const reach = reachInto(actor);
  return withAccount(actor.account.id, async (tx) => {
    if (search.parentId !== null) await readFolder(tx, actor, reach, search.parentId);
    return readFolders(tx, actor, reach, search);
  });
}

/** One folder. @throws AppError `not_found` */
export async function findFolder(actor: MediaActor, folderId: string): Promise<FolderRow> {
  const reach = reachInto(actor);
  return withAccount(actor.account.id, async (tx) => (await readFolder(tx, actor, reach, folderId)).row);
}

type FolderJson = Selected<FolderRow>;

async function readFolder(
  tx: Tx,
  actor: MediaActor,
  reach: Reach,
  id: string,
): Promise<{ row: FolderRow; path: string }> {
  const [found] = await tx.execute<{ path: string; row: FolderJson }>(sql`
    with ${reach.sources} select d.path, ${asRow(folderColumns(reach, sql`d`))} as row
    from folders d where d.account_id = ${actor.account.id} and d.id = ${id} and ${reach.seesFolder(sql`d`)}`);
  if (!found) throw notFound("folder");
  return { path: found.path, row: toFolderRow(actor, found.row) };
}

async function readFolders(
  tx: Tx,
  actor: MediaActor,
  reach: Reach,
  { parentId, cursor: text, limit }: { parentId: string | null; cursor?: string; limit: number },
): Promise<Page<FolderRow>> {
  const cursor = text === undefined ? null : readCursor(text, SORT, "string");
  const { direction, beyond } = readingFrom(cursor, false);
  const start = cursor ? sql`and (d.name_key, d.id) ${beyond} (${cursor.key}::text, ${cursor.id})` : sql``;
  const rows = await tx.execute<Keyed<FolderJson>>(sql`
    with ${reach.sources} select d.name_key as key, d.id, ${asRow(folderColumns(reach, sql`d`))} as row from folders d
    where d.account_id = ${actor.account.id} and ${isParent(actor, parentId)} and ${reach.seesFolder(sql`d`)} ${start}
    order by d.name_key ${direction}, d.id ${direction} limit ${limit + 1}`);
  const page = cutPage(rows, { limit, sort: SORT, cursor });
  return { ...page, rows: page.rows.map((row) => toFolderRow(actor, row)) };
}

function isParent(actor: MediaActor, id: string | null): SQL {
  if (id !== null) return sql`d.parent_id = ${id}`;
  return seesRoot(actor) ? sql`d.parent_id is null` : sql`d.path in (select path from roots)`;
}
