import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBucket } from "@/lib/storage/bucket";
import { openFolder } from "@/lib/storage/folder";
import { keyOf, NotStored, type Storage } from "@/lib/storage/storage";

let folder: string;
let server: S3rver;
let bucketUrl: string;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-storage-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "media", configs: [] }],
  });
  const { port } = await server.run();
  bucketUrl = `http://S3RVER:S3RVER@127.0.0.1:${port}/media?region=us-east-1`;
});

afterAll(async () => {
  await server.close();
  await fs.rm(folder, { recursive: true, force: true });
});

const kinds: [string, () => Storage][] = [
  ["a folder", () => openFolder(path.join(folder, "media"))],
  ["an S3 bucket", () => openBucket(bucketUrl)],
];

async function fileOf(bytes: Buffer): Promise<{ file: string; key: string }> {
  const file = path.join(folder, randomBytes(8).toString("hex"));
  await fs.writeFile(file, bytes);
  return { file, key: keyOf(createHash("sha256").update(bytes).digest("hex")) };
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());

describe.each(kinds)("%s", (_, open) => {
  test("gives back what it was given, whole and in part", async () => {
    const storage = open();
    const bytes = randomBytes(70_000);
    const { file, key } = await fileOf(bytes);
    expect(await storage.sizeOf(key)).toBeNull();
    await storage.put(key, file);
    await fs.rm(file);
    expect(await storage.sizeOf(key)).toBe(70_000);
    expect(await bytesOf(await storage.read(key))).toEqual(bytes);
    expect(await bytesOf(await storage.read(key, { start: 10, end: 19 }))).toEqual(bytes.subarray(10, 20));
    const keys = [];
    for await (const one of storage.keys()) keys.push(one);
    expect(keys).toContain(key);
  });

  test("takes large files in parts and the same bytes twice", async () => {
    const storage = open();
    const bytes = randomBytes(20 * 1024 ** 2 + 1);
    for (let time = 0; time < 2; time++) {
      const { file, key } = await fileOf(bytes);
      await storage.put(key, file);
      expect((await bytesOf(await storage.read(key))).equals(bytes)).toBe(true);
    }
  });

  test("forgets what is removed, and does not mind removing it again", async () => {
    const storage = open();
    const { file, key } = await fileOf(randomBytes(100));
    await storage.put(key, file);
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.sizeOf(key)).toBeNull();
    await expect(storage.read(key)).rejects.toThrow(NotStored);
  });
});

test.each(["../../etc/passwd", "", "ab", "A".repeat(64), `${"a".repeat(64)}/..`])("%o is no key", (text) => {
  expect(() => keyOf(text)).toThrow("SHA-256");
});
