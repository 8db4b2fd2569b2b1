const FLUSH_MS = 1_000;

/** Decides when what waits in memory is written: a moment after it came, one write at a time, and again after one that failed. */
export class Flusher {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param write writes all that waits, and answers whether it could */
  constructor(private readonly write: () => Promise<boolean>) {}

  /** Has it written within so many milliseconds, a second at most. */
  flushWithin(milliseconds = FLUSH_MS): void {
    if (this.#timer && milliseconds >= FLUSH_MS) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds).unref();
  }

  /** Writes all that waits now, also what came while another write was under way. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#running) return (this.#running = this.#run());
    return (this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return this.flush();
    }));
  }

  async #run(): Promise<void> {
    const isWritten = await this.write();
    this.#running = undefined;
    if (!isWritten) this.flushWithin();
  }
}
