import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { HEAD_BYTES } from "@/lib/media/rules/sniff";
import { isFull, noRoom } from "@/lib/storage/full";
import { uploadsFolder } from "@/lib/storage/open";
import { type Checksum, isUploadId } from "@/lib/uploads/rules/tus";

/** The bytes of an upload as far as they have come. Its id names the file: it was made here and is checked again. */
export function partFile(uploadId: string): string {
  if (!isUploadId(uploadId)) throw new Error("This is no upload.");
  return path.join(uploadsFolder(), uploadId);
}

/** Makes the file where it is not there yet; what has come stays. */
export async function createPart(uploadId: string): Promise<void> {
  await fs.mkdir(uploadsFolder(), { recursive: true });
  await onDisk(() => fs.writeFile(partFile(uploadId), "", { flag: "a" }));
}

/** Bytes that have come. */
export async function sizeOfPart(uploadId: string): Promise<number> {
  const stat = await fs.stat(partFile(uploadId)).catch(() => null);
  return stat?.size ?? 0;
}

export const removePart = (uploadId: string) => fs.rm(partFile(uploadId), { force: true });

export class ChecksumMismatch extends Error {}

type Addition = { offset: number; most: number; checksum: Checksum | null; signal: AbortSignal };

/**
 * Writes what comes behind what is there, and waits for the disk. What had come when a connection broke is kept, unless
 * it had to be checked as a whole. @returns the bytes there are now
 */
export async function appendPart(
  uploadId: string,
  body: AsyncIterable<Uint8Array>,
  { offset, most, checksum, signal }: Addition,
): Promise<number> {
  const hash: Hash | null = checksum && createHash(checksum.algorithm);
  const handle = await fs.open(partFile(uploadId), "r+");
  let end = offset;
  try {
    for await (const chunk of until(signal, body)) {
      if (end + chunk.byteLength > most) throw new AppError("too_large", "More bytes were sent than were announced.");
      hash?.update(chunk);
      await onDisk(() => writeWhole(handle, chunk, end));
      end += chunk.byteLength;
    }
    if (hash && hash.digest("base64") !== checksum?.digest) throw new ChecksumMismatch();
    return end;
  } catch (error) {
    if (hash) await handle.truncate(offset);
    throw error;
  } finally {
    await onDisk(() => handle.datasync()).finally(() => handle.close());
  }
}

/** A disk that is nearly full takes a part of the bytes and says so only by their number; it refuses the next ones. */
async function writeWhole(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done, position + done);
    done += bytesWritten;
  }
}

/** Ends with the signal's reason even while nothing comes, as from a connection that is dead and does not know it. */
async function* until(signal: AbortSignal, body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await orAborted(signal, iterator.next());
      if (done) return;
      yield value;
    }
  } finally {
    void iterator.return?.();
  }
}

/** Not `Promise.race`: a promise that outlives its rivals keeps what each of them brought, here all bytes of an upload. */
const orAborted = <T>(signal: AbortSignal, work: Promise<T>) =>
  new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });

/** The SHA-256 of what has come, in hexadecimal, and its first bytes. */
export async function readPart(uploadId: string): Promise<{ sha256: string; head: Uint8Array; size: number }> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of createReadStream(partFile(uploadId), {
    highWaterMark: 1024 ** 2,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
  }
  return { sha256: hash.digest("hex"), head, size };
}

/** Tells a full disk in words. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFull(error) ? noRoom() : error;
  }
}
