import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { Item } from "@/lib/media/input/items";
import { aroundFiles, aroundFolders } from "@/lib/media/queries/around";
import { levelOfRank, reachInto } from "@/lib/media/queries/reach";
import type { MediaAsker } from "@/lib/media/rules/media-actor";
import { can, type LevelRow, refusal, type RowArgs } from "@/lib/permissions/can";
import type { Level, OperationId, OPERATIONS } from "@/lib/permissions/operations";

export type ItemKind = "file" | "folder" | "collection";

/** A thing of the library with the level at which the asker reaches it. */
export type FoundItem = {
  kind: ItemKind;
  id: string;
  name: string;
  ownerId: string | null;
  /** The folder that it lies in; null at the root and for a collection. */
  parentId: string | null;
  /** Of a folder itself, of a file that of its folder; empty at the root and for a collection. */
  path: string;
  /** Whether it, or a folder above it, was deleted. */
  inTrash: boolean;
  level: Level | null;
};

/** The operations that ask for a level. */
export type LevelOperation = {
  [O in OperationId]: (typeof OPERATIONS)[O]["by"] extends { media_shared: Level } ? O : never;
}[OperationId];

export const idOfItem = (item: Item): string =>
  "fileId" in item ? item.fileId : "folderId" in item ? item.folderId : item.collectionId;

export const kindOfItem = (item: Item): ItemKind =>
  "fileId" in item ? "file" : "folderId" in item ? "folder" : "collection";

export const itemOf = ({ kind, id }: { kind: ItemKind; id: string }): Item =>
  kind === "file" ? { fileId: id } : kind === "folder" ? { folderId: id } : { collectionId: id };

/** The operations on one thing of the library: those, and the ones that whoever reaches everything does. */
export type ItemOperation = LevelOperation | "media.publish" | "media.unpublish";

type Row = Omit<FoundItem, "level"> & { rank: number | null };

/**
 * These things with their levels, in one statement; what does not exist is left out. `operation`: what is asked for; a
 * visitor who came to bring a file reaches the folder for that, and for nothing else.
 */
export async function findItems(
  tx: Tx,
  actor: MediaAsker,
  kind: ItemKind,
  ids: readonly string[],
  operation: OperationId = "media.view",
): Promise<FoundItem[]> {
  const account = actor.account.id;
  const these = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  const around: Record<ItemKind, () => SQL> = {
    file: () => aroundFiles(account, these),
    folder: () => aroundFolders(account, these),
    collection: () => sql`select c.id from collections c where c.account_id = ${account} and c.id in (${these})`,
  };
  const reach = reachInto(actor, operation, around[kind]());
  if (ids.length === 0) return [];
  const rows: Record<ItemKind, () => SQL> = {
    file: () => sql`
      select 'file' as kind, f.id, f.name, f.owner_id as "ownerId", f.folder_id as "parentId", coalesce(d.path, '') as path,
        f.trashed_at is not null or d.trashed_at is not null as "inTrash", ${reach.rankOfFile(sql`f`)} as rank
      from files f left join folders d on d.account_id = f.account_id and d.id = f.folder_id
      where f.account_id = ${account} and f.id in (${these}) and f.purged_at is null`,
    folder: () => sql`
      select 'folder' as kind, d.id, d.name, d.owner_id as "ownerId", d.parent_id as "parentId", d.path,
        d.trashed_at is not null as "inTrash", ${reach.rankOfFolder(sql`d`)} as rank
      from folders d where d.account_id = ${account} and d.id in (${these}) and d.purged_at is null`,
    collection: () => sql`
      select 'collection' as kind, c.id, c.name, c.owner_id as "ownerId", null as "parentId", '' as path,
        false as "inTrash", ${reach.rankOfCollection(sql`c`)} as rank
      from collections c where c.account_id = ${account} and c.id in (${these}) and c.ended_at is null`,
  };
  const found = await tx.execute<Row>(sql`with ${reach.sources} ${rows[kind]()}`);
  return found.map(({ rank, ...row }) => ({ ...row, level: levelOfRank(rank) }));
}

/** The thing, where it is open to the asker and outside of the trash. @throws AppError `not_found` */
export async function findItem(
  tx: Tx,
  actor: MediaAsker,
  item: Item,
  operation: OperationId = "media.view",
): Promise<FoundItem> {
  const [found] = await findItems(tx, actor, kindOfItem(item), [idOfItem(item)], operation);
  if (!found || found.inTrash || found.level === null) throw notFound(kindOfItem(item));
  return found;
}

/** The same for whoever may do this to it. @throws AppError `not_found`, or the refusal where only the level is too low */
export async function findItemFor(
  tx: Tx,
  actor: MediaAsker,
  operation: LevelOperation,
  item: Item,
): Promise<FoundItem> {
  const found = await findItem(tx, actor, item, operation);
  requireLevel(actor, operation, found);
  return found;
}

export function requireLevel(actor: MediaAsker, operation: LevelOperation, { level }: { level: Level | null }): void {
  if (!mayAt(actor, operation, level)) throw refusal(operation);
}

/** Whether the asker may do this to something that they reach at this level. */
export const mayAt = (actor: MediaAsker, operation: ItemOperation, level: Level | null): boolean =>
  can(actor, operation, ...([{ level } satisfies LevelRow] as RowArgs<LevelOperation>));
