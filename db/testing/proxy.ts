import net from "node:net";

/** Stands between a pool and its server, and delays or swallows what passes. */
export class Proxy {
  /** Milliseconds that every answer waits; `Infinity` lets nothing through, in either direction. */
  delay = 0;
  /** Gets all that a connection sends to the server. */
  onSent: (connection: net.Socket, data: Buffer) => void = () => undefined;
  #sockets = new Set<net.Socket>();
  #server: net.Server;

  private constructor(readonly target: URL) {
    this.#server = net.createServer((client) => this.#connect(client));
  }

  static async before(url: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(url));
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as net.AddressInfo;
    return Object.assign(new URL(this.target), { port: String(port) }).href;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #connect(client: net.Socket) {
    const server = net.connect(Number(this.target.port), this.target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.on("data", (data) => {
        if (this.delay === Infinity) return;
        if (from === client) this.onSent(client, data);
        const pass = () => to.writable && to.write(data);
        if (from === server && this.delay > 0) setTimeout(pass, this.delay);
        else pass();
      });
    }
  }
}
