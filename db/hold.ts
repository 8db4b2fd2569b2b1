import { connect } from "./client";

/** Seconds until the database knows that the machine of a holder is gone. */
export const GONE = { tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };

/** Seconds that the connection is kept when nothing is held. */
const IDLE = 10;
/** With the time that an answer may take, well below that of `GONE`: who has lost a name knows it before others can have it. */
const LOOKED_AT_MS = 5_000;

/** A name that is held. `lost`: another may have it by now. */
export type Hold = { lost: AbortSignal; release: () => Promise<void> };

/** What this process holds, all on one connection, so that the database frees it the moment the process is killed. */
class Holds {
  readonly #held = new Set<AbortController>();
  #timer: NodeJS.Timeout | undefined;
  readonly #line = connect(process.env.DATABASE_URL ?? "", {
    max: 1,
    idle_timeout: IDLE,
    max_lifetime: null,
    connection: { role: "aperture_system", application_name: "aperture_holds", ...GONE },
    onclose: () => this.#lose(),
  });

  async take(name: string): Promise<Hold | null> {
    const lost = new AbortController();
    this.#held.add(lost);
    this.#timer ??= setInterval(() => void this.#look(), LOOKED_AT_MS).unref();
    const drop = () => this.#drop(lost);
    try {
      const [row] = await this.#line.client.unsafe<{ held: boolean }[]>(
        "select pg_try_advisory_lock(hashtextextended($1, 0)) as held",
        [name],
      );
      if (row?.held && !lost.signal.aborted)
        return { lost: lost.signal, release: () => this.#free(name).finally(drop) };
      if (row?.held) await this.#free(name); // the connection before it was lost in between
    } catch (error) {
      drop();
      throw error;
    }
    drop();
    return null;
  }

  async #free(name: string): Promise<void> {
    await this.#line.client
      .unsafe("select pg_advisory_unlock(hashtextextended($1, 0))", [name])
      .catch(() => this.#giveUp());
  }

  #drop(lost: AbortController): void {
    this.#held.delete(lost);
    if (this.#held.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look = () => this.#line.client.unsafe("select 1").catch(() => this.#giveUp());

  /** The connection does not answer: the next name is taken on another. */
  #giveUp(): void {
    if (kept.apertureHolds === this) kept.apertureHolds = undefined;
    this.#lose();
    void this.#line.end();
  }

  #lose(): void {
    for (const lost of this.#held) lost.abort(new Error("The database no longer holds this name for us."));
  }
}

// Next bundles this file more than once; what a process holds is one.
const kept = globalThis as typeof globalThis & { apertureHolds?: Holds };

/**
 * Holds a name among all servers of the database, unless another of them does. Within a process a name can be held twice:
 * whose turn it is there, it has to know itself.
 */
export const tryHold = (name: string): Promise<Hold | null> => (kept.apertureHolds ??= new Holds()).take(name);
