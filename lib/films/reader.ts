/** The bytes of a film, read where they lie. */
export type Film = {
  size: number;
  /** Fewer bytes only where the film ends. */
  read: (start: number, length: number) => Promise<Buffer>;
};

/** A film that cannot be looked through: broken, of another kind, or larger in its tables than any camera's. */
export class Opaque extends Error {}

const WINDOW = 64 * 1024;
const MOST_READS = 4096;

/** Reads little by little, and not for ever. */
export class Reader {
  #window: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  #reads = 0;

  constructor(private readonly film: Film) {}

  get size(): number {
    return this.film.size;
  }

  /** Up to `length` bytes, at most 64 kB. */
  async peek(start: number, length: number): Promise<Buffer> {
    const { start: from, bytes } = this.#window;
    if (start < from || start + length > from + bytes.length)
      this.#window = { start, bytes: await this.whole(start, Math.min(WINDOW, this.size - start)) };
    const offset = start - this.#window.start;
    return this.#window.bytes.subarray(offset, offset + length);
  }

  /** @throws Opaque where there are fewer bytes */
  async whole(start: number, length: number): Promise<Buffer> {
    if (++this.#reads > MOST_READS) throw new Opaque("It has too many parts.");
    const bytes = await this.film.read(start, length);
    if (bytes.length < length) throw new Opaque("It ends too early.");
    return bytes;
  }
}
