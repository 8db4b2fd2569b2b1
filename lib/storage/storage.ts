/** Bytes from `start` to `end`, both included. */
export type ByteRange = { start: number; end: number };

/** Where the bytes of media are kept. Keys are made here alone: `ab/cd/` and the SHA-256, maybe with an ending. */
export type Storage = {
  /** Keeps the bytes of the file at this path, which stays where it is. Doing it again changes nothing. */
  put(key: string, file: string): Promise<void>;
  /** @throws NotStored */
  read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** Bytes; null where there is no such key. */
  sizeOf(key: string): Promise<number | null>;
  /** Nothing happens where there is no such key. */
  remove(key: string): Promise<void>;
  keys(): AsyncIterable<string>;
};

export class NotStored extends Error {
  constructor(key: string) {
    super(`There are no bytes stored as ${key}.`);
  }
}

/** Pictures that a job makes of a file, beside it. */
export const DERIVATIVES = ["thumbnail", "preview"] as const;
export type Derivative = (typeof DERIVATIVES)[number];

export function keyOf(sha256: string, derivative?: Derivative): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("This is no SHA-256.");
  const ending = derivative ? `.${derivative}.webp` : "";
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}${ending}`;
}
