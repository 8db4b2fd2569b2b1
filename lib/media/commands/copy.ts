import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { files } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { type AppError, notFound } from "@/lib/errors";
import { addVersion, findContent, insertFile, stampOf } from "@/lib/media/commands/file-rows";
import { findNamed, freeName, nameTaken } from "@/lib/media/commands/names";
import { forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import { findPlace, type Place } from "@/lib/media/commands/places";
import type { Clash, Copy } from "@/lib/media/input/change";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { isPrivate } from "@/lib/media/queries/privacy";
import { can } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `madeIds`: the files that are new, which deleting takes back. `resultIds`: those, and the files that got a new version. */
type Copied = { outcomes: Outcome[]; madeIds: string[]; resultIds: string[] };

/** Whoever copies owns the copy; it has the tags and metadata, and of the versions the current one. What is private stays so. */
export async function copyFiles(actor: Actor, { fileIds, toId, clash }: Copy): Promise<Copied> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.copy");
    const to = await findPlace(tx, turn.actor, "media.copy", toId);
    const madeIds: string[] = [];
    const resultIds: string[] = [];
    const outcomes = await forEachItem(tx, turn, "file", fileIds, {
      operation: "media.copy",
      run: (item) => copyFile(tx, turn, { to, clash, madeIds, resultIds }, item),
    });
    return { outcomes, madeIds, resultIds };
  });
}

type Copying = { to: Place; clash: Clash; madeIds: string[]; resultIds: string[] };

export async function copyFile(
  tx: Tx,
  turn: Turn,
  { to, clash, madeIds, resultIds }: Copying,
  item: FoundItem,
): Promise<boolean | AppError> {
  const shelf = { accountId: turn.account.id, kind: "file", parentId: to.id } as const;
  const [source] = await tx
    .select({ sha256: files.sha256, tags: files.tags, metadata: files.metadata })
    .from(files)
    .where(and(eq(files.accountId, turn.account.id), eq(files.id, item.id)));
  if (!source) return notFound("file");
  const content = await findContent(tx, turn.account.id, source.sha256);
  const taken = await findNamed(tx, shelf, item.name);
  if (taken !== null && clash === "skip") return nameTaken("file", item.name);
  if (taken === item.id && clash === "version") return false;
  let id = taken;
  if (id !== null && clash === "version") {
    await addVersion(tx, stampOf(turn), id, content);
  } else {
    const { tags, metadata } = source;
    const name = await freeName(tx, shelf, item.name);
    id = await insertFile(tx, stampOf(turn), {
      folderId: to.id,
      name,
      ownerId: turn.actor.memberId,
      content,
      isPrivate: (await isPrivate(tx, turn.account.id, item)) || !can(turn.actor, "media.publish"),
      tags,
      metadata,
    });
    madeIds.push(id);
  }
  resultIds.push(id);
  await recordAudit(
    tx,
    turn.actor,
    "media.copy",
    { kind: "file", id, name: item.name },
    { after: { copyOf: item.name, in: to.name } },
  );
  return true;
}
