import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { files } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { forEachItem, type Outcome, TakenBack } from "@/lib/media/commands/outcomes";
import type { SetTags, Tag } from "@/lib/media/input/change";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { changeTags, MOST_TAGS, tagOf } from "@/lib/media/rules/tags";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `before` are the inputs that, one after another, take the change back. */
type Tagged = { outcomes: Outcome[]; before: SetTags[] };

/** Adds tags to many files and takes others away; each file keeps those that are not named. */
export const tagFiles = (actor: Actor, { fileIds, add, remove }: Tag): Promise<Tagged> =>
  retag(actor, fileIds, (tags) => changeTags(tags, add, remove));

/** Exactly these tags. */
export const setTags = (actor: Actor, { fileIds, tags }: SetTags): Promise<Tagged> =>
  retag(actor, fileIds, () => changeTags([], tags, []));

async function retag(actor: Actor, fileIds: string[], choose: (tags: string[]) => string[]): Promise<Tagged> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.tag");
    const before = new TakenBack<{ tags: string[] }>();
    const outcomes = await forEachItem(tx, turn, "file", fileIds, {
      operation: "media.tag",
      run: async (item) => {
        const former = await tagsOf(tx, turn, item);
        const tags = choose(former);
        if (tags.join("\n") === former.join("\n")) return false;
        if (tags.length > MOST_TAGS) return new AppError("conflict", `A file has at most ${MOST_TAGS} tags.`);
        await tx.update(files).set({ tags }).where(isFile(turn, item));
        await recordAudit(
          tx,
          turn.actor,
          "media.tag",
          { kind: "file", id: item.id, name: item.name },
          { before: { tags: former }, after: { tags } },
        );
        before.add(item.id, { tags: former });
        return true;
      },
    });
    return { outcomes, before: before.inputs };
  });
}

const isFile = (turn: Turn, item: FoundItem) => and(eq(files.accountId, turn.account.id), eq(files.id, item.id));

async function tagsOf(tx: Tx, turn: Turn, item: FoundItem): Promise<string[]> {
  const [row] = await tx.select({ tags: files.tags }).from(files).where(isFile(turn, item));
  return (row?.tags ?? []).map(tagOf).toSorted();
}
