// Asks a server for one address after the other, over a few connections, from a process of its own: it reads no more of the
// answers than it must, so that what is measured is the server.
import net from "node:net";

const [port, host] = process.argv.slice(2);

/** @typedef {{ paths: string[], connections: number, warmUp: number, seconds: number | null }} Job seconds null: each path once */

process.on("disconnect", () => process.exit());
process.on("message", async (/** @type {Job} */ job) => {
  const times = [];
  const start = performance.now() + job.warmUp * 1000;
  const end = job.seconds === null ? Infinity : start + job.seconds * 1000;
  let next = 0;
  const isOver = () => performance.now() >= end || (job.seconds === null && next >= job.paths.length);
  const sockets = Array.from({ length: job.connections }, () => connect());
  await Promise.all(
    sockets.map(async (socket) => {
      while (!isOver()) {
        const begun = performance.now();
        await ask(socket, job.paths[next++ % job.paths.length]);
        if (begun >= start) times.push(performance.now() - begun);
      }
    }),
  );
  const passed = performance.now() - start;
  for (const { connection } of sockets) connection.destroy();
  times.sort((one, other) => one - other);
  process.send?.({ each: passed / times.length, p99: times[Math.floor(times.length * 0.99)] });
});

function connect() {
  const connection = net.connect(Number(port), "127.0.0.1").setNoDelay();
  const socket = { connection, resolve: () => {}, reject: (_error) => {}, left: -1, head: Buffer.alloc(0) };
  connection.on("error", (error) => socket.reject(error));
  connection.on("data", (/** @type {Buffer} */ data) => {
    if (socket.left >= 0) socket.left -= data.length;
    else {
      socket.head = Buffer.concat([socket.head, data]);
      const end = socket.head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = socket.head.toString("latin1", 0, end);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (!head.startsWith("HTTP/1.1 200") || !length) return socket.reject(new Error(head));
      socket.left = Number(length) - (socket.head.length - end - 4);
    }
    if (socket.left > 0) return;
    socket.left = -1;
    socket.head = Buffer.alloc(0);
    socket.resolve();
  });
  return socket;
}

const ask = (socket, path) =>
  new Promise((resolve, reject) => {
    Object.assign(socket, { resolve, reject });
    socket.connection.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  });
