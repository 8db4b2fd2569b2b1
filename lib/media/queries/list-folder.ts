import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Ask, askingAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { FoldersSearch } from "@/lib/media/input/search";
import { aroundFolders } from "@/lib/media/queries/around";
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
  return askingAccount(actor.account.id, async (ask) => {
    const found = folderId === null ? null : await readFolder(ask, actor, folderId);
    if (!found && !seesRoot(actor)) throw notFound("folder");
    const [breadcrumbs, folders] = await Promise.all([
      found ? breadcrumbsOf(ask, actor.account.id, found.reach, found.path) : [],
      readFolders(ask, actor, { parentId: folderId, limit: 1000 }),
    ]);
    return {
      folder: found?.row ?? null,
      breadcrumbs,
      folders,
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
  return askingAccount(actor.account.id, async (ask) => {
    if (search.parentId !== null) await readFolder(ask, actor, search.parentId);
    return readFolders(ask, actor, search);
  });
}

/** One folder. @throws AppError `not_found` */
export async function findFolder(actor: MediaActor, folderId: string): Promise<FolderRow> {
  return askingAccount(actor.account.id, async (ask) => (await readFolder(ask, actor, folderId)).row);
}

type FolderJson = Selected<FolderRow>;

async function readFolder(
  ask: Ask,
  actor: MediaActor,
  id: string,
): Promise<{ row: FolderRow; path: string; reach: Reach }> {
  const reach = reachInto(actor, "media.view", aroundFolders(actor.account.id, sql`${id}`));
  const [found] = await ask<{ path: string; row: FolderJson }>(sql`
    with ${reach.sources} select d.path, ${asRow(folderColumns(reach, sql`d`))} as row
    from folders d where d.account_id = ${actor.account.id} and d.id = ${id} and ${reach.seesFolder(sql`d`)}`);
  if (!found) throw notFound("folder");
  return { path: found.path, row: toFolderRow(actor, found.row), reach };
}

async function readFolders(
  ask: Ask,
  actor: MediaActor,
  { parentId, cursor: text, limit }: { parentId: string | null; cursor?: string; limit: number },
): Promise<Page<FolderRow>> {
  const around = parentId === null ? undefined : aroundFoldersIn(actor.account.id, parentId);
  const reach = reachInto(actor, "media.view", around);
  const cursor = text === undefined ? null : readCursor(text, SORT, "string");
  const { direction, beyond } = readingFrom(cursor, false);
  // In the text, because a plan that must fit any number reads everything.
  const count = sql.raw(String(limit + 1));
  const start = cursor ? sql`and (d.name_key, d.id) ${beyond} (${cursor.key}::text, ${cursor.id})` : sql``;
  const rows = await ask<Keyed<FolderJson>>(sql`
    with ${reach.sources} select d.name_key as key, d.id, ${asRow(folderColumns(reach, sql`d`))} as row from folders d
    where d.account_id = ${actor.account.id} and d.trashed_at is null and ${isParent(actor, parentId)} and ${reach.seesFolder(sql`d`)} ${start}
    order by d.name_key ${direction}, d.id ${direction} limit ${count}`);
  const page = cutPage(rows, { limit, sort: SORT, cursor });
  return { ...page, rows: page.rows.map((row) => toFolderRow(actor, row)) };
}

const aroundFoldersIn = (accountId: string, parentId: string): SQL => sql`
  ${aroundFolders(accountId, sql`${parentId}`)} union all
  select b.id from folders b where b.account_id = ${accountId} and b.parent_id = ${parentId} and b.trashed_at is null`;

function isParent(actor: MediaActor, id: string | null): SQL {
  if (id !== null) return sql`d.parent_id = ${id}`;
  return seesRoot(actor) ? sql`d.parent_id is null` : sql`d.path in (select path from roots)`;
}
