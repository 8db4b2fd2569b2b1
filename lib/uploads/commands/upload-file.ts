import "server-only";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { receiveBytes } from "@/lib/uploads/commands/receive-upload";
import type { UploadOptions } from "@/lib/uploads/input";

/** Takes a small file in one piece, on the same way as large ones. */
export async function uploadFile(
  actor: MediaActor,
  options: UploadOptions & { fileId?: string },
  file: Blob,
): Promise<{ fileId: string }> {
  const { id } = await beginUpload(actor, { ...options, size: file.size });
  const body = file.stream() as unknown as AsyncIterable<Uint8Array>;
  const { fileId } = await receiveBytes(actor, id, { offset: 0, body, checksum: null });
  if (fileId === null) throw new Error(`The upload ${id} did not end.`);
  return { fileId };
}
