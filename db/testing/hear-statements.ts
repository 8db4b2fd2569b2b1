import type { Socket } from "node:net";
import { Proxy } from "./proxy";

/** A way to a database by which everything that is executed is heard, without its values. */
export async function hearStatements(url: string, onExecuted: (statement: string) => void): Promise<Proxy> {
  const proxy = await Proxy.before(url);
  const connections = new WeakMap<Socket, Messages>();
  proxy.onSent = (connection, data) => {
    const messages = connections.get(connection) ?? new Messages(onExecuted);
    connections.set(connection, messages);
    messages.read(data);
  };
  return proxy;
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
