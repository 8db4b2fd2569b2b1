import http from "node:http";
import { afterAll } from "vitest";

export type WebServer = { url: string; port: number; asked: string[] };

/** A web server on a free port of this machine that lives as long as the test file. `asked` are the paths it was asked for. */
export async function serveWeb(answer: http.RequestListener, address = "127.0.0.1"): Promise<WebServer> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://${address}:${port}`, port, asked };
}

/** Lets sources of the test file reach servers of this machine. Call it before anything reads the settings. */
export function openLoopback(network = "127.0.0.0/8"): void {
  process.env.SOURCE_NETWORKS = network;
  afterAll(() => {
    delete process.env.SOURCE_NETWORKS;
  });
}
