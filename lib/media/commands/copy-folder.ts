import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { copyFile } from "@/lib/media/commands/copy";
import { insertFolder } from "@/lib/media/commands/create-folder";
import { freeName } from "@/lib/media/commands/names";
import { findPlace, type Place } from "@/lib/media/commands/places";
import { beginPrivacy } from "@/lib/media/commands/private-rows";
import type { CopyFolder } from "@/lib/media/input/change";
import { findItemFor, findItems, type FoundItem } from "@/lib/media/queries/find-item";
import { isPrivateFolder } from "@/lib/media/queries/privacy";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** The copy is whole or not there at all, so that everything waits for it in one turn of the account. */
const MOST_FILES = 500;

/** With all that is below it, each as if copied alone: whoever copies owns it, and what is private stays so. */
export async function copyFolder(actor: Actor, { folderId, toId }: CopyFolder): Promise<{ id: string }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.copy");
    const source = await findItemFor(tx, turn.actor, "media.copy", { folderId });
    const to = await findPlace(tx, turn.actor, "folders.create", toId);
    if (to.path.startsWith(source.path)) throw new AppError("conflict", "A folder cannot be copied into itself.");
    const name = await freeName(tx, { accountId: turn.account.id, kind: "folder", parentId: to.id }, source.name);
    const files = await filesBelow(tx, turn, source);
    const copies = await copyFolders(tx, turn, { source, to, name });
    for (const file of files) {
      const copy = copies.get(file.parentId ?? "");
      if (copy) await copyFile(tx, turn, { to: copy, clash: "keep", madeIds: [], resultIds: [] }, file);
    }
    const { id = "" } = copies.get(source.id) ?? {};
    const thing = { kind: "folder", id, name } as const;
    await recordAudit(tx, turn.actor, "media.copy", thing, { after: { copyOf: source.name, in: to.name } });
    return { id };
  });
}

type Copying = { source: FoundItem; to: Place; name: string };
type Made = Map<string, Place & { id: string }>;

/** From the top down. @returns the copies by the ids of what they are copies of */
async function copyFolders(tx: Tx, turn: Turn, { source, to, name }: Copying): Promise<Made> {
  const rows = await tx.execute<{ id: string; parentId: string | null; name: string; isPrivate: boolean }>(sql`
    select d.id, d.parent_id as "parentId", d.name, ${isPrivateFolder(sql`d`)} as "isPrivate" from folders d
    where d.account_id = ${turn.account.id} and ${isBelow(source)} and d.trashed_at is null order by d.path`);
  const copies: Made = new Map();
  const hidden = new Set<string>();
  for (const row of rows) {
    const parent = copies.get(row.parentId ?? "");
    const copy = await insertFolder(tx, turn, parent ?? to, parent ? row.name : name);
    copies.set(row.id, copy);
    if (!row.isPrivate) continue;
    hidden.add(row.id);
    if (!hidden.has(row.parentId ?? "")) await beginPrivacy(tx, turn.begun, { kind: "folder", id: copy.id });
  }
  return copies;
}

async function filesBelow(tx: Tx, turn: Turn, source: FoundItem): Promise<FoundItem[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select f.id from folders d join files f on f.account_id = d.account_id and f.folder_id = d.id
    where d.account_id = ${turn.account.id} and ${isBelow(source)} and d.trashed_at is null and f.trashed_at is null
    limit ${MOST_FILES + 1}`);
  if (rows.length > MOST_FILES)
    throw new AppError(
      "too_large",
      `A folder is copied with at most ${MOST_FILES} files. Copy those in it one by one.`,
    );
  return findItems(
    tx,
    turn.actor,
    "file",
    rows.map(({ id }) => id),
    "media.copy",
  );
}

const isBelow = ({ path }: FoundItem) => sql`d.path >= ${path} and d.path < ${`${path}~`}`;
