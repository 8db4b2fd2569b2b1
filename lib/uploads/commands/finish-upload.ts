import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { notFound, refuseIf } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { addVersion, type Content, findContent, insertFile, type Stamp } from "@/lib/media/commands/file-rows";
import { findNamed, freeName } from "@/lib/media/commands/names";
import { storageIn } from "@/lib/media/queries/storage-use";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { kindOf } from "@/lib/media/rules/sniff";
import { can } from "@/lib/permissions/can";
import { noteUploadThroughLink } from "@/lib/share-links/commands/count";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";
import { requireTarget } from "@/lib/uploads/commands/begin-upload";
import { onDisk, partFile, readPart, removePart } from "@/lib/uploads/part-file";
import type { Upload } from "@/lib/uploads/queries/find-upload";
import { whyNoStorage } from "@/lib/uploads/rules/storage";
import { lockAccount, lockAccountRow } from "@/lib/users/queries/lock-account";

/**
 * Makes a file of an upload whose bytes have all come. The bytes are stored first, and kept as they came until the file
 * is there; the upload's row is held while the file is made. Whenever a server dies, and on however many servers it is
 * done at once, it ends at the same one file. @returns the file's id
 * @throws AppError `not_found` where the upload was cancelled meanwhile, `full` where the account may store less by now:
 * its bytes stay until it expires, and asking again makes the file once there is room
 */
export async function finishUpload(actor: MediaActor, upload: Upload): Promise<string> {
  const content = await storeBytes(upload);
  const fileId = await withAccount(actor.account.id, async (tx) => {
    const { actor: current, stamp } = await takeTurn(tx, actor, upload);
    const { resultId } = await holdUpload(tx, stamp, upload);
    if (resultId !== null) return resultId;
    if (content === null) throw new Error(`The bytes of the upload ${upload.id} are gone.`);
    await requireTarget(tx, current, upload);
    const known = await knowBlob(tx, stamp, content);
    refuseIf(whyNoStorage({ ...(await storageIn(tx, stamp.accountId)), begun: 0 }, 0, current));
    const { id, name, isNew } = await place(tx, current, stamp, upload, known);
    await tx.execute(sql`
      update uploads set finished_at = ${stamp.at.toISOString()}::timestamptz, result_id = ${id}
      where account_id = ${stamp.accountId} and id = ${upload.id}`);
    if (current.kind === "share_link") await noteUploadThroughLink(tx, current, id);
    await recordAudit(
      tx,
      current,
      isNew ? "media.upload" : "media.newVersion",
      { kind: "file", id, name },
      { after: { name, size: content.size, type: content.mime } },
    );
    return id;
  });
  await removePart(upload.id);
  return fileId;
}

/** Null where they are gone, as after another server has made the file. */
async function storeBytes(upload: Upload): Promise<Bytes | null> {
  try {
    const { sha256, head, size } = await readPart(upload.id);
    if (size !== upload.size) throw new Error(`The upload ${upload.id} has ${size} bytes of ${upload.size}.`);
    await onDisk(() => storage().put(keyOf(sha256), partFile(upload.id)));
    return { sha256, size, ...kindOf(head, upload.name) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function takeTurn(tx: Tx, actor: MediaActor, upload: Upload): Promise<{ actor: MediaActor; stamp: Stamp }> {
  const stampAt = (at: Date): Stamp => ({ accountId: actor.account.id, by: authorOf(actor), at });
  if (actor.kind === "share_link") return { actor, stamp: stampAt((await lockAccountRow(tx, actor.account.id)).now) };
  const turn = await lockAccount(tx, actor, upload.fileId === null ? "media.upload" : "media.newVersion");
  return { actor: turn.actor, stamp: stampAt(turn.now) };
}

/** Holds the row until the transaction ends; `resultId`: the file that an earlier try made, whose answer got lost. */
async function holdUpload(tx: Tx, { accountId }: Stamp, { id }: Upload): Promise<{ resultId: string | null }> {
  const [row] = await tx.execute<{ resultId: string | null }>(sql`
    select result_id as "resultId" from uploads where account_id = ${accountId} and id = ${id} for update`);
  if (!row) throw notFound("upload");
  return row;
}

type Bytes = Pick<Content, "sha256" | "size" | "mime" | "type">;

/** Whoever clears bytes away takes the same lock, so that none go between being stored and being known. */
async function knowBlob(tx: Tx, { accountId, at }: Stamp, { sha256, size, mime, type }: Bytes): Promise<Content> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`);
  if ((await storage().sizeOf(keyOf(sha256))) !== size) throw new Error(`The bytes ${sha256} are not stored whole.`);
  const [added] = await tx.execute(sql`
    insert into blobs (account_id, sha256, size, mime, type, created_at)
    values (${accountId}, ${sha256}, ${size}, ${mime}, ${type}, ${at.toISOString()}::timestamptz)
    on conflict do nothing returning sha256`);
  if (added) await enqueue(tx, "examineBlob", { accountId, sha256 });
  return findContent(tx, accountId, sha256);
}

/** What a visitor brings belongs to whoever asked for it. */
const ownerOf = (actor: MediaActor) => (actor.kind === "share_link" ? actor.link.ownerId : actor.memberId);

type Placed = { id: string; name: string; isNew: boolean };

async function place(tx: Tx, actor: MediaActor, stamp: Stamp, upload: Upload, content: Content): Promise<Placed> {
  const shelf = { accountId: stamp.accountId, kind: "file", parentId: upload.folderId } as const;
  const taken = upload.fileId ?? (await findNamed(tx, shelf, upload.name));
  if (taken !== null && upload.clash === "version") {
    await addVersion(tx, stamp, taken, content);
    const [row] = await tx.execute<{ name: string }>(sql`
      select name from files where account_id = ${stamp.accountId} and id = ${taken}`);
    return { id: taken, name: row?.name ?? upload.name, isNew: false };
  }
  const name = await freeName(tx, shelf, upload.name);
  // What comes from someone who may not publish waits for someone who may.
  const isPrivate = !can(actor, "media.publish");
  const ownerId = ownerOf(actor);
  const id = await insertFile(tx, stamp, { folderId: upload.folderId, name, ownerId, content, isPrivate });
  return { id, name, isNew: true };
}
