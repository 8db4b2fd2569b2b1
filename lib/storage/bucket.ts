import fs from "node:fs/promises";
import { S3mini } from "s3mini";
import { NotStored, type Storage } from "@/lib/storage/storage";

const PART_BYTES = 8 * 1024 ** 2;
const LISTED = 1000;

/** An S3 bucket, named by an address such as https://key:secret@s3.example.com/bucket?region=eu-central-1 */
export function openBucket(address: string): Storage {
  const url = new URL(address.replace(/^s3:/, "https:"));
  const s3 = new S3mini({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    endpoint: `${url.protocol}//${url.host}${url.pathname}`,
    region: url.searchParams.get("region") ?? "auto",
    requestAbortTimeout: 60_000,
  });

  return {
    async put(key, file) {
      const { size } = await fs.stat(file);
      if (size <= PART_BYTES) await s3.putObject(key, await fs.readFile(file));
      else await putInParts(s3, key, file, size);
    },
    async read(key, range) {
      const answer = await (
        range ? s3.getObjectRaw(key, false, range.start, range.end + 1) : s3.getObjectRaw(key)
      ).catch((error: unknown) => {
        throw isMissing(error) ? new NotStored(key) : error;
      });
      if (!answer.body) throw new NotStored(key);
      return answer.body;
    },
    async sizeOf(key) {
      return (await s3.objectExists(key)) ? s3.getContentLength(key) : null;
    },
    async remove(key) {
      await s3.deleteObject(key);
    },
    async *keys() {
      let token: string | undefined;
      do {
        const page = await s3.listObjectsPaged(undefined, "", LISTED, token);
        for (const { Key } of page?.objects ?? []) yield Key;
        token = page?.nextContinuationToken;
      } while (token);
    },
  };
}

/** One part at a time, so that memory holds one part. */
async function putInParts(s3: S3mini, key: string, file: string, size: number): Promise<void> {
  const uploadId = await s3.getMultipartUploadId(key);
  const handle = await fs.open(file, "r");
  try {
    const parts = [];
    for (let start = 0; start < size; start += PART_BYTES) {
      const part = Buffer.alloc(Math.min(PART_BYTES, size - start));
      await handle.read(part, 0, part.length, start);
      parts.push(await s3.uploadPart(key, uploadId, part, parts.length + 1));
    }
    await s3.completeMultipartUpload(key, uploadId, parts);
  } catch (error) {
    await s3.abortMultipartUpload(key, uploadId);
    throw error;
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown) =>
  typeof error === "object" && error !== null && "status" in error && error.status === 404;
