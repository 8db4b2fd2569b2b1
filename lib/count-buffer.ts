import { Flusher } from "@/lib/flusher";
import { log } from "@/lib/log";

type Options<Count> = {
  /** Counts of one id are added up. */
  idOf: (count: Count) => string;
  sum: (before: Count, more: Count) => Count;
  write: (counts: Count[]) => Promise<void>;
  /** What the log calls it when the database does not take them. */
  fault: string;
  /** Ids that are remembered at most; what comes for others meanwhile is not counted. */
  most?: number;
};

/** Adds counts up in memory and writes them together. After an outage they are written with what came meanwhile. */
export class CountBuffer<Count> {
  #counts = new Map<string, Count>();
  readonly #flusher = new Flusher(() => this.#write());

  constructor(private readonly options: Options<Count>) {}

  /** Only remembers; it is written about once a second, or within so many milliseconds. */
  add(count: Count, { withinMs }: { withinMs?: number } = {}): void {
    this.#keep(count);
    this.#flusher.flushWithin(withinMs);
  }

  /** Writes what has been counted so far. */
  flush(): Promise<void> {
    return this.#flusher.flush();
  }

  #keep(count: Count): void {
    const { idOf, sum, most = Infinity } = this.options;
    const id = idOf(count);
    const before = this.#counts.get(id);
    if (before) this.#counts.set(id, sum(before, count));
    else if (this.#counts.size < most) this.#counts.set(id, count);
  }

  #take(): Count[] {
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    return counts;
  }

  async #write(): Promise<boolean> {
    const counts = this.#take();
    if (counts.length === 0) return true;
    try {
      await this.options.write(counts);
      return true;
    } catch (error) {
      log.fault(this.options.fault, error);
      for (const count of [...counts, ...this.#take()]) this.#keep(count);
      return false;
    }
  }
}
