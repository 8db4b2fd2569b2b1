import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { uploads } from "@/db/schema/uploads";
import { authorOf } from "@/lib/actor";
import { AppError, refuseIf } from "@/lib/errors";
import { findNamed, nameTaken } from "@/lib/media/commands/names";
import { findPlace } from "@/lib/media/commands/places";
import { findItemFor } from "@/lib/media/queries/find-item";
import { storageIn } from "@/lib/media/queries/storage-use";
import { LARGEST_UPLOAD } from "@/lib/media/rules/limits";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { safeName } from "@/lib/media/rules/name";
import { requireRoom } from "@/lib/share-links/commands/count";
import type { BeginUpload } from "@/lib/uploads/input";
import { createPart } from "@/lib/uploads/part-file";
import { findUpload, type UploadTarget } from "@/lib/uploads/queries/find-upload";
import { whyNoStorage } from "@/lib/uploads/rules/storage";
import { lockAccountRow } from "@/lib/users/queries/lock-account";

/** Hours that an unfinished upload is kept; a visitor's takes room from the others who hold the link. */
const KEPT_HOURS = { member: 48, visitor: 6 };

/**
 * Reserves a place for bytes that come next, in one piece or many. Refuses beforehand what would be refused at the end.
 * Under a key that has an upload already, it is that one, however far it has come: its first answer got lost.
 */
export async function beginUpload(actor: MediaActor, input: BeginUpload): Promise<{ id: string; expiresAt: Date }> {
  if (input.size > LARGEST_UPLOAD) throw new AppError("too_large", "A file has at most 5 GB.");
  const target = targetOf(actor, input);
  const id = newId("upload");
  const begun = await withAccount(actor.account.id, async (tx) => {
    const known = input.key === undefined ? null : await findBegun(tx, actor, input.key);
    if (known) return known;
    await requireTarget(tx, actor, target);
    await lockAccountRow(tx, actor.account.id);
    if (actor.kind === "share_link") await requireRoom(tx, actor, input.size);
    refuseIf(whyNoStorage(await storageIn(tx, actor.account.id), input.size, actor));
    const [row] = await tx
      .insert(uploads)
      .values({
        accountId: actor.account.id,
        id,
        memberId: actor.memberId,
        linkId: actor.kind === "share_link" ? actor.link.id : null,
        startedBy: authorOf(actor),
        ...target,
        size: input.size,
        key: input.key,
        expiresAt: sql`now() + make_interval(hours => ${actor.kind === "share_link" ? KEPT_HOURS.visitor : KEPT_HOURS.member}::int)`,
      })
      .returning(BEGUN);
    if (!row) throw new Error(`The upload ${id} was not begun.`);
    return row;
  });
  if (begun.finishedAt === null) await createPart(begun.id);
  return { id: begun.id, expiresAt: begun.expiresAt };
}

const BEGUN = { id: uploads.id, expiresAt: uploads.expiresAt, finishedAt: uploads.finishedAt };

/** One at a time for each key, so that of two askers one finds what the other began. One that expired is no more. */
async function findBegun(tx: Tx, actor: MediaActor, key: string) {
  const owner = authorOf(actor);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${owner} ${key}`}, 0))`);
  const own = and(eq(uploads.accountId, actor.account.id), eq(uploads.startedBy, owner), eq(uploads.key, key));
  await tx
    .update(uploads)
    .set({ key: null })
    .where(and(own, sql`finished_at is null and expires_at <= now()`));
  const [row] = await tx.select(BEGUN).from(uploads).where(own);
  return row;
}

/** Where the file goes. A visitor's goes into the folder of their link, beside whatever is there. */
function targetOf(actor: MediaActor, { folderId, fileId, name, clash }: BeginUpload): UploadTarget {
  const kept = safeName(name);
  if (actor.kind === "share_link") return { folderId: actor.link.itemId, fileId: null, name: kept, clash: "keep" };
  return fileId === undefined
    ? { folderId, fileId: null, name: kept, clash }
    : { folderId: null, fileId, name: kept, clash: "version" };
}

/** @throws AppError where the actor may not put this there, or something of this name is there that shall stay */
export async function requireTarget(tx: Tx, actor: MediaActor, target: UploadTarget): Promise<void> {
  if (target.fileId !== null) {
    await findItemFor(tx, actor, "media.newVersion", { fileId: target.fileId });
    return;
  }
  const place = await findPlace(tx, actor, "media.upload", target.folderId);
  if (target.clash !== "skip") return;
  const shelf = { accountId: actor.account.id, kind: "file", parentId: place.id } as const;
  if ((await findNamed(tx, shelf, target.name)) !== null) throw nameTaken("file", target.name);
}

/** Whether the actor may still do what an upload is for: a key of who began it may carry less. @throws AppError */
export async function requireUpload(actor: MediaActor, id: string): Promise<void> {
  const upload = await findUpload(actor, id);
  if (upload.resultId !== null) return;
  await withAccount(actor.account.id, (tx) => requireTarget(tx, actor, { ...upload, clash: "keep" }));
}
