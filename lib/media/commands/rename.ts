import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { files, folders } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { requireFree } from "@/lib/media/commands/names";
import type { RenameFile, RenameFolder } from "@/lib/media/input/change";
import { findItemFor } from "@/lib/media/queries/find-item";
import { nameKeyOf } from "@/lib/media/rules/name";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** `before` is the input that takes it back. */
type Renamed<Input> = { before: Input };

/** Links, shares and collections go on pointing to it. */
export const renameFile = (actor: Actor, { fileId, name }: RenameFile): Promise<Renamed<RenameFile>> =>
  rename(actor, { fileId }, name).then((former) => ({ before: { fileId, name: former } }));

export const renameFolder = (actor: Actor, { folderId, name }: RenameFolder): Promise<Renamed<RenameFolder>> =>
  rename(actor, { folderId }, name).then((former) => ({ before: { folderId, name: former } }));

async function rename(actor: Actor, item: { fileId: string } | { folderId: string }, name: string): Promise<string> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.rename");
    const found = await findItemFor(tx, turn.actor, "media.rename", item);
    if (found.name === name) return name;
    const kind = "fileId" in item ? "file" : "folder";
    await requireFree(tx, { accountId: turn.account.id, kind, parentId: found.parentId }, name, found.id);
    const table = kind === "file" ? files : folders;
    await tx
      .update(table)
      .set({ name, nameKey: nameKeyOf(name) })
      .where(and(eq(table.accountId, turn.account.id), eq(table.id, found.id)));
    await recordAudit(
      tx,
      turn.actor,
      "media.rename",
      { kind, id: found.id, name },
      { before: { name: found.name }, after: { name } },
    );
    return found.name;
  });
}
