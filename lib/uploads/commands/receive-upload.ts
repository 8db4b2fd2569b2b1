import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { finishUpload } from "@/lib/uploads/commands/finish-upload";
import { appendPart, removePart, sizeOfPart } from "@/lib/uploads/part-file";
import { findUpload, type Upload } from "@/lib/uploads/queries/find-upload";
import type { Checksum } from "@/lib/uploads/rules/tus";
import { alone } from "@/lib/uploads/turns";

/** How far an upload has come, in bytes; `fileId`: what it became. */
export type Progress = { offset: number; size: number; expiresAt: Date; fileId: string | null };

/**
 * An upload whose bytes have all come and that was not finished, because the server died in between, is finished now:
 * alone, for what a connection may still take back must not be stored.
 */
export async function uploadProgress(actor: MediaActor, id: string): Promise<Progress> {
  const upload = await findUpload(actor, id);
  const present = await sizeOfPart(id);
  if (upload.resultId !== null || present < upload.size) return progressOf(actor, upload, present);
  return alone(id, async () => progressOf(actor, await findUpload(actor, id), await sizeOfPart(id)));
}

type Piece = { offset: number; body: AsyncIterable<Uint8Array>; checksum: Checksum | null };

/** Takes the next bytes of an upload. @throws AppError `conflict` where they do not begin where the last ones ended */
export async function receiveBytes(
  actor: MediaActor,
  id: string,
  { offset, body, checksum }: Piece,
): Promise<Progress> {
  await findUpload(actor, id);
  return alone(id, async (signal) => {
    const upload = await findUpload(actor, id); // as whoever had it before left it
    const present = upload.resultId === null ? await sizeOfPart(id) : upload.size;
    if (upload.resultId !== null && offset === present) return progressOf(actor, upload, present);
    if (offset !== present) throw new AppError("conflict", `The next byte of this upload is number ${present}.`);
    const end = await appendPart(id, body, { offset, most: upload.size, checksum, signal });
    return progressOf(actor, upload, end);
  });
}

async function progressOf(actor: MediaActor, upload: Upload, offset: number): Promise<Progress> {
  const { size, expiresAt, resultId } = upload;
  if (resultId !== null) return { offset: size, size, expiresAt, fileId: resultId };
  const fileId = offset === size ? await finishUpload(actor, upload) : null;
  return { offset, size, expiresAt, fileId };
}

/** What has come is thrown away; of a finished upload the file stays. */
export async function cancelUpload(actor: MediaActor, id: string): Promise<void> {
  const upload = await findUpload(actor, id);
  await alone(id, async () => {
    await withAccount(actor.account.id, (tx) =>
      tx.execute(sql`delete from uploads where account_id = ${actor.account.id} and id = ${upload.id}`),
    );
    await removePart(id);
  });
}
