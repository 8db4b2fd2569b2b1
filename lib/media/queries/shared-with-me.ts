import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { asRow } from "@/lib/page";
import { reachInto } from "@/lib/media/queries/reach";
import {
  collectionColumns,
  type CollectionRow,
  fileColumns,
  type FileRow,
  folderColumns,
  type FolderRow,
  type Person,
  type Selected,
  toCollectionRow,
  toFileRow,
  toFolderRow,
} from "@/lib/media/queries/rows";
import type { Actor } from "@/lib/actor";
import { can } from "@/lib/permissions/can";
import { holdersOf } from "@/lib/users/queries/holders";

const MOST = 500;

/** The start page of a restricted member: the outermost things that are open to them. */
type SharedWithMe = {
  folders: FolderRow[];
  /** Files that no folder of the list holds. */
  files: FileRow[];
  collections: CollectionRow[];
  /** Whom to ask while there is nothing: those who may share everything, a few of them. */
  askable: Person[];
};

/** For those who see everything there is no such page: the answer is empty. */
export async function sharedWithMe(actor: Actor): Promise<SharedWithMe> {
  const reach = reachInto(actor);
  if (can(actor, "media.view", { level: null })) return { folders: [], files: [], collections: [], askable: [] };
  return withAccount(actor.account.id, async (tx) => {
    const accountId = actor.account.id;
    const folders = await tx.execute<{ row: Selected<FolderRow> }>(sql`
      with ${reach.sources} select ${asRow(folderColumns(reach, sql`d`))} as row from folders d
      where d.account_id = ${accountId} and d.path in (select path from roots) and d.trashed_at is null
      order by d.name_key, d.id limit ${MOST}`);
    const files = await tx.execute<{ row: Selected<FileRow> }>(sql`
      with ${reach.sources} select ${asRow(fileColumns(reach, sql`f`))} as row from direct_files x
      join files f on f.account_id = ${accountId} and f.id = x.id
      where (f.folder_id in (select id from visible_folders)) is not true and (f.owner_id = ${actor.memberId} or exists (select from grants g where g.item_id = f.id))
      order by f.created_at desc, f.id desc limit ${MOST}`);
    const collections = await tx.execute<{ row: Selected<CollectionRow> }>(sql`
      with ${reach.sources} select ${asRow(collectionColumns(reach, sql`c`))} as row from collections c
      where c.account_id = ${accountId} and ${reach.seesCollection(sql`c`)}
      order by c.name_key, c.id limit ${MOST}`);
    const isEmpty = folders.length + files.length + collections.length === 0;
    return {
      folders: folders.map(({ row }) => toFolderRow(actor, row)),
      files: files.map(({ row }) => toFileRow(actor, row)),
      collections: collections.map(({ row }) => toCollectionRow(actor, row)),
      askable: isEmpty ? await askableIn(tx, accountId) : [],
    };
  });
}

async function askableIn(tx: Tx, accountId: string): Promise<Person[]> {
  const rows = await tx.execute<Person>(sql`
    select m.id, m.name from members m
    where m.account_id = ${accountId} and m.ended_at is null and m.id in (${holdersOf(accountId, "media_edit")})
    order by m.last_active_at desc nulls last, lower(m.name) limit 5`);
  return [...rows];
}
