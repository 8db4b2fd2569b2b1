import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { type Entry, type Facts, readFacts, seal, type Untagged } from "@/lib/delivery/cache/entry-file";
import type { MarkSet } from "@/lib/delivery/rules/mark-set";

export type { Entry } from "@/lib/delivery/cache/entry-file";

/** Results up to this size are kept in memory as well, up to so much in all. Bytes. */
const SMALL = 256 * 1024;
const MEMORY = 64 * 1024 ** 2;
/** Marks are kept for 31 days: what is older than this could have missed one. */
const OLDEST_MS = 30 * 24 * 3600 * 1000;
const READ_AT_ONCE = 16;

type Told = { kept: (entry: Entry) => void; dropped: (entry: Entry) => void };

/**
 * Rendered results in a folder, the least recently used going first when it is full. What is here is known from memory; a
 * process that is killed leaves nothing but whole files and passing ones, which the next start clears away.
 */
export class DiskCache {
  /** The oldest use first. */
  readonly #entries = new Map<string, Entry>();
  readonly #bodies = new Map<string, Buffer>();
  #bytes = 0;
  #bodyBytes = 0;
  #removals: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly folder: string,
    /** Names the folder among those of other servers. */
    readonly id: string,
    private readonly most: number,
    private readonly told: Told,
  ) {}

  /** @param most bytes */
  static async open(folder: string, most: number, told: Told): Promise<DiskCache> {
    await fs.mkdir(folder, { recursive: true });
    await fs.rm(path.join(folder, "passing"), { recursive: true, force: true });
    await fs.mkdir(path.join(folder, "passing"));
    const named = path.join(folder, "id");
    const id = await fs.readFile(named, "utf8").catch(() => null);
    if (!id) await fs.writeFile(named, randomUUID());
    const cache = new DiskCache(folder, id ?? (await fs.readFile(named, "utf8")), most, told);
    await cache.#readFolder();
    return cache;
  }

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What is here under this key, fresh or not; it counts as used. */
  find(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Where something is written before it is kept. */
  passing = (): string => path.join(this.folder, "passing", randomUUID());

  fileOf = ({ file }: Pick<Entry, "file">): string => path.join(this.folder, file.slice(0, 2), file);

  /** Whether this is still what is here under its key. */
  holds = (entry: Entry): boolean => this.#entries.get(entry.key) === entry;

  /** Takes a passing file in under its key, in place of what was there. */
  async keep(passing: string, facts: Untagged): Promise<Entry> {
    const { sealed, body } = await seal(passing, facts, SMALL);
    const entry = { ...sealed, file: `${facts.key}-${randomBytes(6).toString("hex")}` };
    await rename(passing, this.fileOf(entry));
    this.#enter(entry);
    if (body) this.#remember(entry.key, body);
    this.told.kept(entry);
    this.#shrinkTo(this.most);
    return entry;
  }

  /** It was looked at again at its origin and is the same. */
  renew(entry: Entry, facts: Pick<Facts, "freshUntil" | "maxAge">): Entry {
    return Object.assign(entry, facts);
  }

  drop(entry: Entry): void {
    if (!this.holds(entry)) return;
    this.#leave(entry);
    this.told.dropped(entry);
  }

  /** Waits until what was dropped is gone from the disk. */
  async settled(): Promise<void> {
    await this.#removals;
  }

  /**
   * For when the disk is fuller than the cache was told: what was used least gives way.
   *
   * @param share of all bytes
   * @returns false where nothing could
   */
  async giveWay(share: number): Promise<boolean> {
    if (this.#entries.size === 0) return false;
    this.#shrinkTo(this.#bytes * (1 - share));
    await this.settled();
    return true;
  }

  dropCovered(marks: MarkSet): void {
    for (const entry of this.#entries.values()) if (marks.covers(entry.accountId, entry.ingredients)) this.drop(entry);
  }

  dropAll(): void {
    for (const entry of this.#entries.values()) this.drop(entry);
  }

  /** The bytes of a small result, from memory where they were read before; null where it is large or gone. */
  async bytesOf(entry: Entry): Promise<Buffer | null> {
    if (entry.size > SMALL) return null;
    const known = this.#bodies.get(entry.key);
    if (known) return known;
    const bytes = await fs.readFile(this.fileOf(entry)).catch(() => null);
    const body = bytes && Buffer.from(bytes.subarray(0, entry.size));
    // Many may have read it meanwhile, and one of them keeps it.
    if (body && this.holds(entry) && !this.#bodies.has(entry.key)) this.#remember(entry.key, body);
    return body;
  }

  #remember(key: string, body: Buffer): void {
    this.#bodies.set(key, body);
    this.#bodyBytes += body.length;
    for (const [oldest, { length }] of this.#bodies) {
      if (this.#bodyBytes <= MEMORY) break;
      this.#bodies.delete(oldest);
      this.#bodyBytes -= length;
    }
  }

  #enter(entry: Entry): void {
    const former = this.#entries.get(entry.key);
    if (former) this.#leave(former);
    this.#entries.set(entry.key, entry);
    this.#bytes += entry.size;
  }

  #leave(entry: Entry): void {
    const { key, size } = entry;
    this.#entries.delete(key);
    this.#bytes -= size;
    this.#bodyBytes -= this.#bodies.get(key)?.length ?? 0;
    this.#bodies.delete(key);
    this.#removals = Promise.all([this.#removals, fs.rm(this.fileOf(entry), { force: true })]);
  }

  #shrinkTo(bytes: number): void {
    for (const entry of this.#entries.values()) {
      if (this.#bytes <= bytes) return;
      this.drop(entry);
    }
  }

  async #readFolder(): Promise<void> {
    const names = (await fs.readdir(this.folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
    const found: Entry[] = [];
    const readNext = async () => {
      for (let name = names.pop(); name; name = names.pop())
        for (const file of await fs.readdir(path.join(this.folder, name))) {
          const place = path.join(this.folder, name, file);
          const known = await readFacts(place);
          const isWhole = known && file.startsWith(`${known.facts.key}-`);
          if (isWhole && known.facts.storedAt > Date.now() - OLDEST_MS)
            found.push({ ...known.facts, size: known.size, file });
          else await fs.rm(place, { force: true });
        }
    };
    await Promise.all(Array.from({ length: READ_AT_ONCE }, readNext));
    for (const entry of found.toSorted((one, other) => one.storedAt - other.storedAt)) this.#enter(entry);
    this.#shrinkTo(this.most);
  }
}

/** Folders are made when the first file goes there. */
async function rename(file: string, place: string): Promise<void> {
  await fs.rename(file, place).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await fs.mkdir(path.dirname(place), { recursive: true });
    await fs.rename(file, place);
  });
}
