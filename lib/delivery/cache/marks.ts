import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { subscribe } from "@/db/listen";
import { type Mark, MarkSet } from "@/lib/delivery/rules/mark-set";

/** Milliseconds that the newest marks are believed to be all there are. Purges reach every server within a second. */
const BELIEVED_MS = 800;
/** From then on they are read anew behind the request, so that the next need not wait. */
const AGED_MS = 400;

type Row = Mark & { number: number; setBy: string };
type Applied = { marks: MarkSet; position: string };

/** Marks that were read while something was made. */
type Watch = { covers: MarkSet["covers"]; sawAny: () => boolean; end: () => void };

/**
 * What the database says is out of date, read as soon as it tells of something new, and at the latest every 800 ms while
 * anything is served. The place up to which marks were read is a transaction's number: of all before it, it is known
 * whether they took effect. A number of a sequence would not do, because the lower of two may become visible later.
 */
export class Marks {
  #position: string | null;
  /** Marks at or beyond the place that were applied already, by number. */
  #applied = new Map<number, bigint>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  readonly #watches = new Set<MarkSet[]>();
  #isListening = false;

  /**
   * @param position up to where they had been applied when the server stopped; null: there is nothing they could concern
   * @param onRead applies them; `isLost`: it cannot be known what was missed, so that everything is out of date
   */
  constructor(
    position: string | null,
    private readonly onRead: (read: Applied & { isLost: boolean }) => void,
  ) {
    this.#position = position;
  }

  /** Resolves once everything that is covered by now has been dropped. Undefined where that is known to be so. */
  current(): Promise<void> | undefined {
    this.#listen();
    const age = performance.now() - this.#readAt;
    if (age < AGED_MS) return undefined;
    if (age < BELIEVED_MS) {
      void this.#refresh();
      return undefined;
    }
    return this.#reading ?? this.readNew();
  }

  /** Reads and applies what stands in the database at this moment or later. @throws where the database does not answer */
  readNew(): Promise<void> {
    if (!this.#reading) {
      this.#reading = this.#read().finally(() => (this.#reading = undefined));
      return this.#reading;
    }
    // The reading under way may have begun too early.
    const again = () => {
      this.#next = undefined;
      return this.readNew();
    };
    return (this.#next ??= this.#reading.then(again, again));
  }

  /** Collects the marks that are read from now on. */
  watch(): Watch {
    const sets: MarkSet[] = [];
    this.#watches.add(sets);
    return {
      covers: (accountId, ingredients) => sets.some((marks) => marks.covers(accountId, ingredients)),
      sawAny: () => sets.length > 0,
      end: () => this.#watches.delete(sets),
    };
  }

  /** Without the channel, marks are still read in time: it only makes them come at once. */
  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const read = () => void this.#refresh();
    subscribe("purge_marks", read, read).catch(() => (this.#isListening = false));
  }

  /** In the background: where it fails, requests wait for the next reading and learn why. */
  #refresh = () => this.readNew().catch(() => undefined);

  async #read(): Promise<void> {
    const begun = performance.now();
    const [row] = await systemDb().execute<{ position: string; marks: Row[] | null }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as position, (
        select json_agg(json_build_object('accountId', account_id, 'number', number, 'kind', kind, 'sourceId', source_id,
          'target', target, 'setBy', set_by::text))
        from purge_marks where set_by >= ${this.#position}::xid8) as marks`);
    const position = row?.position ?? "0";
    const isLost = this.#position !== null && BigInt(position) < BigInt(this.#position);
    const fresh = (row?.marks ?? []).filter(({ number }) => !this.#applied.has(number));
    for (const { number, setBy } of fresh) this.#applied.set(number, BigInt(setBy));
    for (const [number, setBy] of this.#applied) if (setBy < BigInt(position)) this.#applied.delete(number);
    const marks = new MarkSet(fresh);
    if (fresh.length > 0) for (const sets of this.#watches) sets.push(marks);
    this.#position = position;
    this.onRead({ marks, position, isLost });
    this.#readAt = begun;
  }
}
