import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { files, folders } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { addVersion, findContent, stampOf } from "@/lib/media/commands/file-rows";
import { findNamed, freeName, nameTaken, type Shelf } from "@/lib/media/commands/names";
import { forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import { findPlace, type Place } from "@/lib/media/commands/places";
import { beginPrivacy } from "@/lib/media/commands/private-rows";
import { trashFile } from "@/lib/media/commands/trash-rows";
import type { Clash, Move } from "@/lib/media/input/change";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { isPrivate } from "@/lib/media/queries/privacy";
import { nameKeyOf } from "@/lib/media/rules/name";
import { SEGMENT } from "@/lib/media/rules/path";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `before` are the inputs that, one after another, take the moves back; what became a version is not among them. */
type Moved = { outcomes: Outcome[]; before: Move[] };

/**
 * Links and shares of what is moved stay, and what is private stays so; what it was reached through from above changes with
 * its place.
 */
export async function moveItems(actor: Actor, { fileIds, folderIds, toId, clash }: Move): Promise<Moved> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.move");
    const to = await findPlace(tx, turn.actor, "media.move", toId);
    const move = { turn, to, clash };
    const former = new Map<string | null, Move>();
    const remember = (item: FoundItem, list: "fileIds" | "folderIds") => {
      const back = former.get(item.parentId) ?? { fileIds: [], folderIds: [], toId: item.parentId, clash: "keep" };
      former.set(item.parentId, back);
      back[list].push(item.id);
    };
    const outcomes = [
      ...(await forEachItem(tx, turn, "folder", folderIds, {
        operation: "media.move",
        run: async (item) => {
          const result = await moveFolder(tx, move, item);
          if (result === true) remember(item, "folderIds");
          return result;
        },
      })),
      ...(await forEachItem(tx, turn, "file", fileIds, {
        operation: "media.move",
        run: async (item) => {
          const result = await moveFile(tx, move, item);
          if (result === "moved") remember(item, "fileIds");
          return typeof result === "string" || result;
        },
      })),
    ];
    return { outcomes, before: [...former.values()] };
  });
}

type Moving = { turn: Turn; to: Place; clash: Clash };

async function moveFile(
  tx: Tx,
  { turn, to, clash }: Moving,
  item: FoundItem,
): Promise<"moved" | "version" | false | AppError> {
  if (item.parentId === to.id) return false;
  const shelf: Shelf = { accountId: turn.account.id, kind: "file", parentId: to.id };
  const taken = await findNamed(tx, shelf, item.name);
  if (taken !== null && clash === "skip") return nameTaken("file", item.name);
  const becomes = taken !== null && clash === "version" ? "version" : "moved";
  if (taken !== null && becomes === "version") {
    await becomeVersion(tx, turn, item, taken);
  } else {
    const name = await freeName(tx, shelf, item.name);
    await keepPrivate(tx, turn, item);
    await tx
      .update(files)
      .set({ folderId: to.id, name, nameKey: nameKeyOf(name) })
      .where(and(eq(files.accountId, turn.account.id), eq(files.id, item.id)));
  }
  await recordMove(tx, turn, item, to);
  return becomes;
}

/** What is there keeps its owner, shares and links and gets the content; what came goes to the trash. */
async function becomeVersion(tx: Tx, turn: Turn, item: FoundItem, targetId: string): Promise<void> {
  const [source] = await tx
    .select({ sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.accountId, turn.account.id), eq(files.id, item.id)));
  await addVersion(tx, stampOf(turn), targetId, await findContent(tx, turn.account.id, source?.sha256 ?? ""));
  await trashFile(tx, turn, item.id);
}

async function moveFolder(tx: Tx, { turn, to, clash }: Moving, item: FoundItem): Promise<boolean | AppError> {
  if (item.parentId === to.id) return false;
  const path = await pathOf(tx, turn, item.id); // an earlier move of this change may have taken it along
  if (to.path.startsWith(path)) return new AppError("conflict", "A folder cannot be moved into itself.");
  const shelf: Shelf = { accountId: turn.account.id, kind: "folder", parentId: to.id };
  if (clash !== "keep" && (await findNamed(tx, shelf, item.name)) !== null) return nameTaken("folder", item.name);
  const name = await freeName(tx, shelf, item.name);
  await keepPrivate(tx, turn, item);
  await tx
    .update(folders)
    .set({ parentId: to.id, name, nameKey: nameKeyOf(name) })
    .where(and(eq(folders.accountId, turn.account.id), eq(folders.id, item.id)));
  await movePaths(tx, turn.account.id, path, to.path);
  await recordMove(tx, turn, item, to);
  return true;
}

/** Nothing becomes public by being put somewhere: a folder that made it private is not above it any more. */
async function keepPrivate(tx: Tx, { account, begun }: Turn, item: FoundItem): Promise<void> {
  if (await isPrivate(tx, account.id, item)) await beginPrivacy(tx, begun, item);
}

/** Puts the folder of this path, and all below it, under another path. */
export async function movePaths(tx: Tx, accountId: string, path: string, toPath: string): Promise<void> {
  await tx.execute(sql`
    update folders set path = ${toPath}::text || substr(path, ${path.length - SEGMENT + 1}::int)
    where account_id = ${accountId} and path >= ${path} and path < ${`${path}~`}`);
}

async function pathOf(tx: Tx, turn: Turn, folderId: string): Promise<string> {
  const [row] = await tx
    .select({ path: folders.path })
    .from(folders)
    .where(and(eq(folders.accountId, turn.account.id), eq(folders.id, folderId)));
  return row?.path ?? "";
}

async function recordMove(tx: Tx, turn: Turn, { kind, id, name, parentId }: FoundItem, to: Place): Promise<void> {
  const [from] = await tx
    .select({ name: folders.name })
    .from(folders)
    .where(and(eq(folders.accountId, turn.account.id), eq(folders.id, parentId ?? "")));
  await recordAudit(
    tx,
    turn.actor,
    "media.move",
    { kind, id, name },
    { before: { in: from?.name ?? "the library" }, after: { in: to.name } },
  );
}
