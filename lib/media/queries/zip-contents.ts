import "server-only";
import { sql } from "drizzle-orm";
import { askingAccount, type Tx, withAccount } from "@/db/client";
import { AppError, notFound } from "@/lib/errors";
import { findItemFor, mayAt } from "@/lib/media/queries/find-item";
import { reachInto } from "@/lib/media/queries/reach";
import { findReadable } from "@/lib/media/queries/read-content";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { nameBeside } from "@/lib/media/rules/name";
import { refusal } from "@/lib/permissions/can";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";

const MOST_FILES = 20_000;

type ZipSelection = { fileIds: string[]; folderIds: string[]; collectionId?: string };

export type ZipEntry = { name: string; lastModified: Date; size: number; input: ReadableStream<Uint8Array> };

type Found = { id: string; name: string; sha256: string; size: number; updatedAt: string; folders: string[] };

/** Who asks, as they are at the moment of each call. @throws AppError where they are let in no more */
type AskerNow = () => Promise<MediaActor>;

/**
 * What a zip of this holds: the files that are open to who asks, folders with all below them. Bytes are read one file
 * after another, while the zip is sent; before each file it is asked again who asks, and whether it is open to them.
 * @throws AppError `not_found` where something named is not open to who asks; in the middle, where a file is no more
 */
export async function zipContents(
  actor: MediaActor,
  selection: ZipSelection,
  askerNow: AskerNow,
): Promise<AsyncIterable<ZipEntry>> {
  const found = await withAccount(actor.account.id, async (tx) => {
    for (const fileId of selection.fileIds) await requireZip(tx, actor, { fileId });
    for (const folderId of selection.folderIds) await requireZip(tx, actor, { folderId });
    if (selection.collectionId) await requireZip(tx, actor, { collectionId: selection.collectionId });
    return filesOf(tx, actor, selection);
  });
  if (found.length === 0) throw notFound("file");
  if (found.length > MOST_FILES) throw new AppError("too_large", `A zip holds at most ${MOST_FILES} files.`);
  return entriesOf(found, askerNow);
}

/** A share link opens its zip by the downloads that it allows. */
const operationOf = ({ kind }: MediaActor) => (kind === "share_link" ? "media.download" : "media.zip");

async function requireZip(tx: Tx, actor: MediaActor, item: Parameters<typeof findItemFor>[3]): Promise<void> {
  const operation = operationOf(actor);
  const { level } = await findItemFor(tx, actor, "collectionId" in item ? "collections.view" : operation, item);
  if (!mayAt(actor, operation, level)) throw refusal(operation);
}

async function filesOf(
  tx: Tx,
  actor: MediaActor,
  { fileIds, folderIds, collectionId }: ZipSelection,
): Promise<Found[]> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  const rows = await tx.execute<Found>(sql`
    with ${reach.sources}, tops as (
      select d.path, length(d.path) as depth from folders d where d.account_id = ${accountId} and d.id = any(${textArray(folderIds)}::text[])
    ), chosen as (
      select f.id, null::int as depth from files f where f.account_id = ${accountId} and f.id = any(${textArray(fileIds)}::text[])
      union select m.file_id, null from collection_files m
        where m.account_id = ${accountId} and m.collection_id = ${collectionId ?? null} and m.ended_at is null
      union select f.id, t.depth from tops t
        join folders d on d.account_id = ${accountId} and d.path >= t.path and d.path < t.path || '~'
        join files f on f.account_id = ${accountId} and f.folder_id = d.id
    )
    select f.id, f.name, f.sha256, f.size::float8 as size, f.updated_at as "updatedAt", array(
      select a.name from folders d join folders a on a.account_id = d.account_id and starts_with(d.path, a.path)
      where d.account_id = ${accountId} and d.id = f.folder_id and length(a.path) >= x.depth order by length(a.path)) as folders
    from chosen x join files f on f.account_id = ${accountId} and f.id = x.id
    where ${reach.seesFile(sql`f`)} order by folders, f.name_key, f.id limit ${MOST_FILES + 1}`);
  return [...rows];
}

const textArray = (values: readonly string[]) => `{${values.join(",")}}`;

async function* entriesOf(found: readonly Found[], askerNow: AskerNow): AsyncIterable<ZipEntry> {
  const taken = new Set<string>();
  for (const { id, name, sha256, size, updatedAt, folders } of found) {
    await requireStillOpen(await askerNow(), id);
    const folder = folders.map((part) => `${part}/`).join("");
    let unique = name;
    for (let n = 2; taken.has((folder + unique).toLowerCase()); n++) unique = nameBeside(name, n);
    taken.add((folder + unique).toLowerCase());
    const input = await storage().read(keyOf(sha256));
    yield { name: folder + unique, lastModified: new Date(updatedAt), size, input };
  }
}

async function requireStillOpen(actor: MediaActor, fileId: string): Promise<void> {
  const file = await askingAccount(actor.account.id, (ask) => findReadable(ask, actor, fileId));
  if (!file || !mayAt(actor, operationOf(actor), file.level)) throw notFound("file");
}
