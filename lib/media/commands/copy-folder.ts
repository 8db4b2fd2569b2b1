import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { copyFile } from "@/lib/media/commands/copy";
import { findFolderNamed, insertFolder } from "@/lib/media/commands/create-folder";
import { findNamed, freeName, nameTaken } from "@/lib/media/commands/names";
import { findPlace, type Place } from "@/lib/media/commands/places";
import { beginPrivacy } from "@/lib/media/commands/private-rows";
import type { Clash, CopyFolder, CopyFolderRest } from "@/lib/media/input/change";
import type { Selection } from "@/lib/media/input/items";
import { findItemFor, findItems, type FoundItem } from "@/lib/media/queries/find-item";
import { isPrivate } from "@/lib/media/queries/privacy";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** So many are copied in one turn of the account: everything else in it waits for that, and a turn has a few seconds. */
const FILES_A_TURN = 50;

/**
 * `rest`: the input that goes on with it, and for how many files; null once all is there. `made`: what is new by this turn,
 * which deleting takes back.
 */
type FolderCopied = {
  id: string;
  files: number;
  rest: { input: CopyFolderRest; files: number } | null;
  made: Selection;
};

type PlacedFolder = Place & { id: string };
type Copying = { source: FoundItem; copy: PlacedFolder; clash: Clash; after: string };

/**
 * With all that is below it, each as if copied alone: whoever copies owns it, and what is private stays so. What is there
 * already by the name is kept beside it, or takes it in: its owners and shares stay, and files get new versions.
 */
export async function copyFolder(actor: Actor, { folderId, toId, clash }: CopyFolder): Promise<FolderCopied> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.copy");
    const source = await findItemFor(tx, turn.actor, "media.copy", { folderId });
    const to = await findPlace(tx, turn.actor, "folders.create", toId);
    if (to.path.startsWith(source.path)) throw intoItself();
    const { copy, isNew } = await topOf(tx, turn, source, to, clash);
    const folders = await foldersBelow(tx, turn, source);
    const copied = await copyBelow(tx, turn, { source, copy, clash, after: "" }, folders);
    const thing = { kind: "folder", id: copy.id, name: copy.name } as const;
    await recordAudit(tx, turn.actor, "media.copy", thing, { after: { copyOf: source.name, in: to.name } });
    return isNew ? { ...copied, made: { fileIds: [], folderIds: [copy.id] } } : copied;
  });
}

/** The next files of a copy that was begun; folders that they need and that are not there are made. */
export async function copyFolderRest(
  actor: Actor,
  { folderId, copyId, clash, after }: CopyFolderRest,
): Promise<FolderCopied> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.copy");
    const source = await findItemFor(tx, turn.actor, "media.copy", { folderId });
    const { id, path, name } = await findItemFor(tx, turn.actor, "folders.create", { folderId: copyId });
    refuseNested(source, path);
    return copyBelow(tx, turn, { source, copy: { id, path, name }, clash, after });
  });
}

/** The folder that becomes the copy: a new one, or what has the name there. */
async function topOf(tx: Tx, turn: Turn, source: FoundItem, to: Place, clash: Clash) {
  const shelf = { accountId: turn.account.id, kind: "folder", parentId: to.id } as const;
  if (clash === "skip" && (await findNamed(tx, shelf, source.name)) !== null) throw nameTaken("folder", source.name);
  const there = clash === "version" ? await findFolderNamed(tx, turn, to, source.name) : null;
  if (there) refuseNested(source, there.path);
  const copy = there ?? (await insertCopy(tx, turn, source, to, await freeName(tx, shelf, source.name)));
  return { copy, isNew: there === null };
}

type Source = { id: string; parentId: string | null; name: string; path: string };

/** @param folders those to be made also where no file needs them, from the top down */
async function copyBelow(
  tx: Tx,
  turn: Turn,
  { source, copy, clash, after }: Copying,
  folders?: readonly Source[],
): Promise<FolderCopied> {
  const { files, left } = await filesBelow(tx, turn, source, after);
  const copies = new Map<string, PlacedFolder>([[source.id, copy]]);
  const made: Selection = { fileIds: [], folderIds: [] };
  for (const folder of folders ?? neededBy(files, await foldersBelow(tx, turn, source))) {
    const parent = copies.get(folder.parentId ?? "");
    if (!parent || copies.has(folder.id)) continue;
    const there = await findFolderNamed(tx, turn, parent, folder.name);
    const place = there ?? (await insertCopy(tx, turn, folder, parent, folder.name));
    if (!there) made.folderIds.push(place.id);
    copies.set(folder.id, place);
  }
  for (const file of files) {
    const to = copies.get(file.parentId ?? "");
    if (to) await copyFile(tx, turn, { to, clash, madeIds: made.fileIds, resultIds: [] }, file);
  }
  const last = files.at(-1);
  const input = last && left > 0 ? { folderId: source.id, copyId: copy.id, clash, after: last.id } : null;
  return { id: copy.id, files: files.length, rest: input && { input, files: left }, made };
}

/** A private folder's copy is private; what lies in it is by that. */
async function insertCopy(tx: Tx, turn: Turn, { id, path }: Pick<Source, "id" | "path">, parent: Place, name: string) {
  const copy = await insertFolder(tx, turn, parent, name);
  const account = turn.account.id;
  if ((await isPrivate(tx, account, { id, path })) && !(await isPrivate(tx, account, copy)))
    await beginPrivacy(tx, turn.begun, { kind: "folder", id: copy.id });
  return copy;
}

/** From the top down. */
async function foldersBelow(tx: Tx, turn: Turn, source: FoundItem): Promise<Source[]> {
  const rows = await tx.execute<Source>(sql`
    select d.id, d.parent_id as "parentId", d.name, d.path from folders d
    where d.account_id = ${turn.account.id} and ${isBelow(source)} and d.trashed_at is null order by d.path`);
  return [...rows];
}

const neededBy = (files: readonly FoundItem[], folders: readonly Source[]): Source[] =>
  folders.filter(({ path }) => files.some((file) => file.path.startsWith(path)));

async function filesBelow(tx: Tx, turn: Turn, source: FoundItem, after: string) {
  const rows = await tx.execute<{ id: string; count: number }>(sql`
    select f.id, count(*) over ()::int as count from folders d
    join files f on f.account_id = d.account_id and f.folder_id = d.id
    where d.account_id = ${turn.account.id} and ${isBelow(source)} and d.trashed_at is null and f.trashed_at is null
      and f.id > ${after}
    order by f.id limit ${FILES_A_TURN}`);
  const ids = rows.map(({ id }) => id);
  const found = new Map((await findItems(tx, turn.actor, "file", ids, "media.copy")).map((file) => [file.id, file]));
  return { files: ids.flatMap((id) => found.get(id) ?? []), left: (rows[0]?.count ?? 0) - rows.length };
}

const isBelow = ({ path }: FoundItem) => sql`d.path >= ${path} and d.path < ${`${path}~`}`;

function refuseNested({ path }: FoundItem, copyPath: string): void {
  if (copyPath.startsWith(path) || path.startsWith(copyPath)) throw intoItself();
}

const intoItself = () => new AppError("conflict", "A folder cannot be copied into itself.");
