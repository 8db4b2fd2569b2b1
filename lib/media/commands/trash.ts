import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { files, folders } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { freeName } from "@/lib/media/commands/names";
import { changedIn, forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import { trashFile, trashFolder } from "@/lib/media/commands/trash-rows";
import type { Selection } from "@/lib/media/input/items";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { nameKeyOf } from "@/lib/media/rules/name";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `changed`: the selection with which the opposite change takes it back. */
type Trashed = { outcomes: Outcome[]; changed: Selection };

/** For 30 days they can be restored as they were; nobody finds, opens or links to them meanwhile. */
export const deleteItems = (actor: Actor, selection: Selection): Promise<Trashed> =>
  changeEach(actor, "media.delete", selection, false, async (tx, turn, item) => {
    await (item.kind === "file" ? trashFile : trashFolder)(tx, turn, item.id);
    await recordAudit(tx, turn.actor, "media.delete", { kind: item.kind, id: item.id, name: item.name });
    return true;
  });

/** Back to where they were, with shares and links. Where the name was given anew meanwhile, they get a number. */
export const restoreItems = (actor: Actor, selection: Selection): Promise<Trashed> =>
  changeEach(actor, "media.restore", selection, true, async (tx, turn, item) => {
    const obstacle = await whyNotRestore(tx, turn, item);
    if (obstacle) return obstacle;
    const shelf = { accountId: turn.account.id, kind: item.kind as "file" | "folder", parentId: item.parentId };
    const name = await freeName(tx, shelf, item.name);
    const named = { name, nameKey: nameKeyOf(name) };
    if (item.kind === "file") {
      await tx
        .update(files)
        .set({ ...named, trashedAt: null, trashedBy: null })
        .where(and(eq(files.accountId, turn.account.id), eq(files.id, item.id)));
    } else {
      await tx
        .update(folders)
        .set(named)
        .where(and(eq(folders.accountId, turn.account.id), eq(folders.id, item.id)));
      await tx
        .update(folders)
        .set({ trashedAt: null, trashedBy: null, trashedWith: null })
        .where(and(eq(folders.accountId, turn.account.id), eq(folders.trashedWith, item.id)));
    }
    await recordAudit(tx, turn.actor, "media.restore", { kind: item.kind, id: item.id, name }, { after: { name } });
    return true;
  });

type Run = (tx: Tx, turn: Turn, item: FoundItem) => Promise<boolean | AppError>;

async function changeEach(
  actor: Actor,
  operation: "media.delete" | "media.restore",
  { fileIds, folderIds }: Selection,
  inTrash: boolean,
  run: Run,
): Promise<Trashed> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    const step = { operation, inTrash, run: (item: FoundItem) => run(tx, turn, item) };
    const outcomes = [
      ...(await forEachItem(tx, turn, "file", fileIds, step)),
      ...(await forEachItem(tx, turn, "folder", folderIds, step)),
    ];
    return {
      outcomes,
      changed: { fileIds: changedIn(outcomes, "file"), folderIds: changedIn(outcomes, "folder") },
    };
  });
}

/** A thing comes back by itself only if it went by itself, and its folder is there. */
async function whyNotRestore(tx: Tx, turn: Turn, item: FoundItem): Promise<AppError | null> {
  const [row] = await tx.execute<{ withOther: boolean; parentGone: boolean }>(sql`
    select ${
      item.kind === "file"
        ? sql`(select trashed_at is null from files where account_id = ${turn.account.id} and id = ${item.id})`
        : sql`(select trashed_with <> id from folders where account_id = ${turn.account.id} and id = ${item.id})`
    } as "withOther", exists (select from folders where account_id = ${turn.account.id} and id = ${item.parentId} and trashed_at is not null) as "parentGone"`);
  if (row?.withOther || row?.parentGone)
    return new AppError("conflict", "It lies in a folder that was deleted. Restore that folder.");
  return null;
}
