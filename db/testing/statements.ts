import type { Socket } from "node:net";
import { afterAll, beforeAll, vi } from "vitest";
import { closePools } from "@/db/client";
import { Proxy } from "@/db/testing/proxy";

/**
 * Hears what the test file sends to its database, which it needs before this. Time stands still, so that nothing is sent
 * beside the work: nothing is looked at again, and nothing that is written now and then.
 *
 * @returns the statements that a piece of work has executed, in their order and without their values
 */
export function useStatements(): (work: () => Promise<unknown>) => Promise<string[]> {
  let proxy: Proxy;
  let pulse: NodeJS.Timeout;
  let heard: string[] = [];
  const connections = new WeakMap<Socket, Messages>();

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "Date", "performance"], now: new Date() });
    pulse = setInterval(() => vi.advanceTimersByTime(0), 1); // what is only put off is done
    proxy = await Proxy.before(process.env.DATABASE_URL ?? "");
    proxy.onSent = (connection, data) => {
      const messages = connections.get(connection) ?? new Messages((statement) => heard.push(statement));
      connections.set(connection, messages);
      messages.read(data);
    };
    process.env.DATABASE_URL = proxy.url;
  });
  afterAll(async () => {
    await closePools();
    proxy.stop();
    clearInterval(pulse);
    vi.useRealTimers();
  });

  return async (work) => {
    heard = [];
    await work();
    return heard;
  };
}

/** What a client of PostgreSQL says over one connection: https://www.postgresql.org/docs/current/protocol-message-formats.html */
class Messages {
  #rest = Buffer.alloc(0);
  #isStarted = false;
  /** By the name under which it was prepared; the last one without a name by none. */
  readonly #prepared = new Map<string, string>();

  constructor(private readonly onExecuted: (statement: string) => void) {}

  read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const head = this.#isStarted ? 1 : 0; // the first message has no letter before its length
      if (this.#rest.length < head + 4) return;
      const end = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < end) return;
      if (this.#isStarted) this.#hear(String.fromCharCode(this.#rest[0] ?? 0), this.#rest.subarray(5, end));
      this.#isStarted = true;
      this.#rest = this.#rest.subarray(end);
    }
  }

  #hear(letter: string, body: Buffer): void {
    const [first = "", second = ""] = body.toString("latin1").split("\0", 2);
    if (letter === "Q") this.onExecuted(first);
    if (letter === "P") this.#prepared.set(first, second);
    if (letter === "B") this.onExecuted(this.#prepared.get(second) ?? "");
  }
}
