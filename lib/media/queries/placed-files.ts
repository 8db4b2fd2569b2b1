import "server-only";
import { sql } from "drizzle-orm";
import { askingIn, withAccount } from "@/db/client";
import { fieldsOf } from "@/lib/media/queries/fields";
import { findFile } from "@/lib/media/queries/find-file";
import { pathsAbove } from "@/lib/media/queries/around";
import { findFolder } from "@/lib/media/queries/list-folder";
import { reachInto } from "@/lib/media/queries/reach";
import type { FileRow, FolderRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";

/** `path`: the names from the topmost folder that is open to who asks down to its own, as in "/Campaigns/Summer". */
export type Placed<Row> = Row & { path: string };

/** `metadata`: its custom fields by their names, those without a value left out. */
export type PlacedFile = Placed<FileRow> & { metadata: Record<string, string | number> };

type FoundFile = { id: string; folders: string[] | null; metadata: PlacedFile["metadata"] };

/** The same files with what a list of a folder leaves out, because it stands around it there. */
export async function placeFiles(actor: MediaActor, rows: readonly FileRow[]): Promise<PlacedFile[]> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  if (rows.length === 0) return [];
  return withAccount(accountId, async (tx) => {
    const found = await tx.execute<FoundFile>(sql`
      with ${reach.sources} select f.id, f.metadata, (
        select json_agg(a.name order by length(a.path)) from folders d
        join folders a on a.account_id = d.account_id and a.path in (${pathsAbove(sql`d.path`)}) and ${reach.seesFolder(sql`a`)}
        where d.account_id = f.account_id and d.id = f.folder_id) as folders
      from files f where f.account_id = ${accountId} and f.id in ${rows.map(({ id }) => id)}`);
    const fields = await fieldsOf(askingIn(tx), accountId);
    const byId = new Map(found.map((one) => [one.id, one]));
    return rows.map((row) => {
      const { folders, metadata = {} } = byId.get(row.id) ?? {};
      const named = fields.flatMap(({ id, name }) => (metadata[id] === undefined ? [] : [[name, metadata[id]]]));
      return { ...row, path: pathOf(folders, row.name), metadata: Object.fromEntries(named) };
    });
  });
}

/** @throws AppError `not_found` */
export async function findPlacedFile(actor: MediaActor, fileId: string): Promise<PlacedFile> {
  const file = await findFile(actor, fileId);
  const fields = file.fields.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]));
  const folders = file.breadcrumbs.map(({ name }) => name);
  return { ...file, path: pathOf(folders, file.name), metadata: Object.fromEntries(fields) };
}

/** @throws AppError `not_found` */
export async function findPlacedFolder(actor: MediaActor, folderId: string): Promise<Placed<FolderRow>> {
  const folder = await findFolder(actor, folderId);
  const [placed] = await placeFolders(actor, [folder]);
  return placed ?? { ...folder, path: pathOf([folder.name]) };
}

export async function placeFolders(actor: MediaActor, rows: readonly FolderRow[]): Promise<Placed<FolderRow>[]> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  if (rows.length === 0) return [];
  return withAccount(accountId, async (tx) => {
    const found = await tx.execute<{ id: string; folders: string[] }>(sql`
      with ${reach.sources} select d.id, json_agg(a.name order by length(a.path)) as folders from folders d
      join folders a on a.account_id = d.account_id and a.path in (${pathsAbove(sql`d.path`)}) and ${reach.seesFolder(sql`a`)}
      where d.account_id = ${accountId} and d.id in ${rows.map(({ id }) => id)} group by d.id`);
    const byId = new Map(found.map(({ id, folders }) => [id, folders]));
    return rows.map((row) => ({ ...row, path: pathOf(byId.get(row.id)) }));
  });
}

const pathOf = (folders: readonly string[] | null | undefined, ...more: string[]) =>
  `/${[...(folders ?? []), ...more].join("/")}`;
