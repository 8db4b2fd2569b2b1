import { randomUUID } from "node:crypto";
import { databaseCode } from "@/db/client";
import { type DeliveryBatch, writeBatch } from "@/lib/analytics/commands/write-batch";
import type { Device } from "@/lib/analytics/rules/kinds";
import { Flusher } from "@/lib/flusher";
import { log } from "@/lib/log";

/** One request for an image, as it was answered. */
export type DeliveryCount = {
  accountId: string;
  sourceId: string;
  path: string;
  at: Date;
  status: number;
  /** Sent, without headers. */
  bytes: number;
  /** Of the image that the answer was made from. */
  originalBytes: number | null;
  /** As in `webp`. */
  format: string | null;
  cacheHit: boolean;
  /** ISO 3166, two letters. */
  country: string | null;
  device: Device;
  /** Host name alone. */
  referrer: string | null;
};

const BATCH = 1_000;
/** About 40 MB. What comes beyond it during an outage is not kept, only how much it was. */
const MOST_WAITING = 100_000;
/** The class of the database's errors about values. */
const NOT_STORABLE = "22";
const HALF_HOUR_MS = 1_800_000;

/** Keeps deliveries in memory until they are written, each once, in the order in which they came. */
export class DeliveryBuffer {
  #waiting: DeliveryCount[] = [];
  #uncounted = new Map<string, DeliveryBatch["uncounted"][number]>();
  /** Sent, without knowing yet whether it arrived: sent again it counts once. */
  #unsettled: DeliveryBatch | undefined;
  readonly #flusher = new Flusher(() => this.#writeAll());

  /** @param write and `most` (entries) are for tests; a server uses the defaults. */
  constructor(
    private readonly write: (batch: DeliveryBatch) => Promise<void> = writeBatch,
    private readonly most = MOST_WAITING,
  ) {}

  add(entry: DeliveryCount): void {
    if (this.#waiting.length < this.most) this.#waiting.push(entry);
    else this.#leaveOut(entry);
    if (this.#waiting.length >= BATCH && !this.#unsettled) void this.flush();
    else this.#flusher.flushWithin();
  }

  /** Writes all that is here now. Where the database does not answer, everything is kept and tried again. */
  flush(): Promise<void> {
    return this.#flusher.flush();
  }

  async #writeAll(): Promise<boolean> {
    try {
      while ((this.#unsettled ??= this.#nextBatch())) {
        await this.write(this.#unsettled);
        this.#unsettled = undefined;
      }
      return true;
    } catch (error) {
      if (databaseCode(error)?.startsWith(NOT_STORABLE)) this.#giveUp(error);
      else log.fault("deliveries.delayed", error, { waiting: this.#waiting.length });
      return false;
    }
  }

  /** A batch that can never be written must not keep the others from it. */
  #giveUp(error: unknown): void {
    log.fault("deliveries.refused", error);
    for (const entry of this.#unsettled?.deliveries ?? []) this.#leaveOut(entry);
    this.#unsettled = undefined;
  }

  #nextBatch(): DeliveryBatch | undefined {
    if (this.#waiting.length === 0 && this.#uncounted.size === 0) return undefined;
    const uncounted = [...this.#uncounted.values()];
    this.#uncounted.clear();
    if (uncounted.length > 0)
      log.warn("deliveries.uncounted", { requests: uncounted.reduce((sum, { requests }) => sum + requests, 0) });
    return { key: randomUUID(), deliveries: this.#waiting.splice(0, BATCH), uncounted };
  }

  #leaveOut({ accountId, sourceId, at }: DeliveryCount): void {
    const halfHour = new Date(at.getTime() - (at.getTime() % HALF_HOUR_MS));
    const id = `${sourceId} ${halfHour.getTime()}`;
    const known = this.#uncounted.get(id);
    if (known) known.requests++;
    else this.#uncounted.set(id, { accountId, sourceId, at: halfHour, requests: 1 });
  }
}
