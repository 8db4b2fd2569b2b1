import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import type { Ingredient } from "@/lib/delivery/rules/scope";

/** What is known of a cached result beside its bytes. Times are milliseconds since 1970. */
export type Facts = {
  key: string;
  accountId: string;
  /** What it was made of; the first is the picture itself. */
  ingredients: readonly Ingredient[];
  isPrivate: boolean;
  /** Whether it is only kept to make others of it. */
  isMaterial: boolean;
  /** Whether nobody knows what it tells: a film that cannot be looked through. */
  isOpaque?: boolean;
  /** Of the originals' bytes. */
  identity: string;
  mime: string;
  /** Of the bytes: equal bytes have equal tags. */
  tag: string;
  lastModified: number | null;
  /** Seconds that the origin allows; null where it says nothing. */
  maxAge: number | null;
  /** Bytes of the picture that it was made of. */
  originalSize: number;
  storedAt: number;
  /** Until when it is served without asking the origin. */
  freshUntil: number;
};

/**
 * A cached file is the bytes of the result, then its facts, their length and these letters. It is written under a passing
 * name and renamed, so that a file under its own name is whole.
 */
const END = Buffer.from("APERTURE");
const TAIL = 4 + END.length;
const LONGEST_FACTS = 1024 ** 2;

/** Of a result whose bytes nobody has looked at yet. */
export type Untagged = Omit<Facts, "tag"> & { tag: string | null };

/**
 * A result that is here. `size`: its bytes. `file`: its name, which no other result ever has: whoever still reads a former
 * result of the same key reads that one, or finds it gone.
 */
export type Entry = Facts & { size: number; file: string };

/**
 * Adds its facts to the file of a result, which is read for its tag where it has none.
 *
 * @returns with the bytes themselves where they were read and are at most so many
 */
export async function seal(
  file: string,
  facts: Untagged,
  most: number,
): Promise<{ sealed: Omit<Entry, "file">; body: Buffer | null }> {
  const handle = await fs.open(file, "r+");
  try {
    const { size } = await handle.stat();
    const body = facts.tag === null && size <= most ? await readAll(handle, size) : null;
    const tag = facts.tag ?? (await tagOf(body ? [body] : handle.createReadStream({ start: 0, autoClose: false })));
    const text = Buffer.from(JSON.stringify({ ...facts, tag }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const tail = Buffer.concat([text, length, END]);
    await handle.write(tail, 0, tail.length, size);
    return { sealed: { ...facts, tag, size }, body };
  } finally {
    await handle.close();
  }
}

async function readAll(handle: fs.FileHandle, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

async function tagOf(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of pieces) hash.update(piece);
  return hash.digest("hex").slice(0, 32);
}

/** Null where the file is not one of ours, or not whole. */
export async function readFacts(file: string): Promise<{ facts: Facts; size: number } | null> {
  const handle = await fs.open(file, "r").catch(() => null);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(TAIL);
    if (size < TAIL) return null;
    await handle.read(tail, 0, TAIL, size - TAIL);
    const length = tail.readUInt32BE();
    if (!tail.subarray(4).equals(END) || length > LONGEST_FACTS || length > size - TAIL) return null;
    const text = Buffer.alloc(length);
    await handle.read(text, 0, length, size - TAIL - length);
    return { facts: JSON.parse(text.toString()) as Facts, size: size - TAIL - length };
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
