import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { files } from "@/db/schema/media";
import type { Turn } from "@/lib/users/queries/lock-account";

export async function trashFile(tx: Tx, turn: Turn, fileId: string): Promise<void> {
  await tx
    .update(files)
    .set({ trashedAt: turn.now, trashedBy: turn.begun.startedBy })
    .where(and(eq(files.accountId, turn.account.id), eq(files.id, fileId)));
}

/** The folder and those below it, except what lay in the trash before; the files in them are hidden with their folder. */
export async function trashFolder(tx: Tx, turn: Turn, folderId: string): Promise<void> {
  await tx.execute(sql`
    update folders d set trashed_at = ${turn.now.toISOString()}::timestamptz, trashed_by = ${turn.begun.startedBy}, trashed_with = ${folderId}
    from folders top where top.account_id = ${turn.account.id} and top.id = ${folderId}
      and d.account_id = top.account_id and d.path >= top.path and d.path < top.path || '~' and d.trashed_at is null`);
}
