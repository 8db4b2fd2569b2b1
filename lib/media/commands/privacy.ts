import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { privateMedia } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { changedIn, forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import { beginPrivacy } from "@/lib/media/commands/private-rows";
import type { Selection } from "@/lib/media/input/items";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { isPrivate } from "@/lib/media/queries/privacy";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `before` is the input with which the opposite takes it back. */
type Changed = { outcomes: Outcome[]; before: Selection };

type Change = (tx: Tx, turn: Turn, item: FoundItem) => Promise<boolean | AppError>;

/** Open sources of the library deliver it to everyone. What was made private below a folder by itself stays private. */
export const publishItems = (actor: Actor, selection: Selection): Promise<Changed> =>
  change(actor, "media.publish", selection, publish);

/** Signed addresses and sessions alone open it, a folder with all that is in it, on every server at once. */
export const unpublishItems = (actor: Actor, selection: Selection): Promise<Changed> =>
  change(actor, "media.unpublish", selection, (tx, turn, item) => beginPrivacy(tx, turn.begun, item));

async function change(
  actor: Actor,
  operation: "media.publish" | "media.unpublish",
  { fileIds, folderIds }: Selection,
  run: Change,
): Promise<Changed> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    const step = {
      operation,
      run: async (item: FoundItem) => {
        const result = await run(tx, turn, item);
        if (result === true) {
          const becomes = operation === "media.unpublish";
          await recordAudit(
            tx,
            turn.actor,
            operation,
            { kind: item.kind, id: item.id, name: item.name },
            { before: { private: !becomes }, after: { private: becomes } },
          );
        }
        return result;
      },
    };
    const outcomes = [
      ...(await forEachItem(tx, turn, "folder", folderIds, step)),
      ...(await forEachItem(tx, turn, "file", fileIds, step)),
    ];
    return {
      outcomes,
      before: { fileIds: changedIn(outcomes, "file"), folderIds: changedIn(outcomes, "folder") },
    };
  });
}

const publish: Change = async (tx, { account, ended }, item) => {
  const published = await tx
    .update(privateMedia)
    .set(ended("published"))
    .where(and(eq(privateMedia.accountId, account.id), eq(privateMedia.itemId, item.id), isCurrent(privateMedia)))
    .returning({ id: privateMedia.itemId });
  if (published.length > 0) return true;
  const isBelow = await isPrivate(tx, account.id, item);
  return isBelow && new AppError("conflict", "A folder above it is private: publish that, or move it.");
};
