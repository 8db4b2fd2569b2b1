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

/** @returns bytes of the result itself */
export async function appendFacts(file: string, facts: Facts): Promise<number> {
  const { size } = await fs.stat(file);
  const text = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  await fs.appendFile(file, Buffer.concat([text, length, END]));
  return size;
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
