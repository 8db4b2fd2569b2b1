import { AppError } from "@/lib/errors";

type Lane = { working: number; waiting: (() => void)[] };

/** Bounds work by whom it is for: so much at once, and so much that waits for it. */
export class Turns {
  readonly #lanes = new Map<string, Lane>();

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  /** @throws AppError `unavailable` where too many wait already */
  async run<T>(whose: string, work: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(whose) ?? { working: 0, waiting: [] };
    this.#lanes.set(whose, lane);
    await this.#begin(lane);
    try {
      return await work();
    } finally {
      this.#end(whose, lane);
    }
  }

  async #begin(lane: Lane): Promise<void> {
    const { atOnce, waiting } = this.limits;
    if (lane.working < atOnce) lane.working++;
    else if (lane.waiting.length < waiting) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else throw new AppError("unavailable", "Too many images are being fetched.", { retryAfter: 2 });
  }

  /** Who waits takes the place over. */
  #end(whose: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) next();
    else if (--lane.working === 0) this.#lanes.delete(whose);
  }
}
