import "server-only";
import { withAccount } from "@/db/client";
import { AppError } from "@/lib/errors";
import { findItem } from "@/lib/media/queries/find-item";
import type { MediaActor } from "@/lib/media/rules/media-actor";

/** Whether each of the files is open to who asks. */
export function mayOpenAll(actor: MediaActor, fileIds: readonly string[]): Promise<boolean> {
  return withAccount(actor.account.id, async (tx) => {
    try {
      for (const fileId of fileIds) await findItem(tx, actor, { fileId });
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  });
}
