import http from "node:http";
import type { AddressInfo } from "node:net";

type Kept = { vary: string[]; asked: http.IncomingHttpHeaders; status: number; headers: string[]; body: Buffer };
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string; fromCache: boolean };

/**
 * A cache that strangers share, in front of the application: keeps whatever answer to a GET does not forbid it (RFC 9111,
 * section 3), also one that says nothing about it where its status allows guessing (RFC 9110, section 15.1). Like nginx it
 * first decodes the path, merges its slashes and resolves its dots, keeps nothing that sets a cookie, and heeds Vary.
 */
export async function startSharedCache(target: string) {
  const kept = new Map<string, Kept[]>();
  const { host, port, hostname } = new URL(target);
  const server = http.createServer((request, response) => {
    const address = normalised(request.url ?? "/");
    const known = request.method === "GET" ? kept.get(address)?.find((one) => fits(one, request.headers)) : undefined;
    if (known) {
      response.writeHead(known.status, [...known.headers, "x-shared", "hit"]).end(known.body);
      return;
    }
    const headers = { ...request.headers, host, "x-forwarded-for": "203.0.113.9" };
    const asked = http.request({ hostname, port, path: address, method: request.method, headers }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      const body = Buffer.concat(pieces);
      if (request.method === "GET" && mayKeep(answer)) {
        const vary = (answer.headers.vary ?? "").split(",").flatMap((name) => name.trim().toLowerCase() || []);
        const entry = {
          vary,
          asked: request.headers,
          status: answer.statusCode ?? 0,
          headers: answer.rawHeaders,
          body,
        };
        kept.set(address, [...(kept.get(address) ?? []), entry]);
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(body);
    });
    asked.on("error", () => response.writeHead(502).end());
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;

  return {
    /** The addresses of which it keeps something. */
    kept: () => [...kept.keys()],
    /** @param path as it goes over the wire: nothing tidies it up on the way */
    ask: (path: string, headers: http.OutgoingHttpHeaders = {}) =>
      new Promise<Answer>((resolve, reject) => {
        const asked = http.get({ port: own, host: "127.0.0.1", path, headers }, async (answer) => {
          const pieces: Buffer[] = [];
          for await (const piece of answer) pieces.push(piece as Buffer);
          const fromCache = answer.headers["x-shared"] === "hit";
          const body = Buffer.concat(pieces).toString("latin1");
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, fromCache });
        });
        asked.on("error", reject);
      }),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const GUESSED = [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501];

function mayKeep({ statusCode = 0, headers }: http.IncomingMessage): boolean {
  const { "cache-control": control, vary, "set-cookie": cookies } = headers;
  if (vary === "*" || cookies) return false;
  return control === undefined
    ? GUESSED.includes(statusCode)
    : !/\b(no-store|no-cache|private)\b|\bmax-age=0\b/i.test(control);
}

const fits = ({ vary, asked }: Kept, headers: http.IncomingHttpHeaders) =>
  vary.every((name) => String(asked[name] ?? "") === String(headers[name] ?? ""));

function normalised(address: string): string {
  const [path = "/", query] = address.split("?", 2);
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // Passed on as it came.
  }
  const parts: string[] = [];
  for (const part of plain.replace(/\/{2,}/g, "/").split("/"))
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  const written = parts.map(encodeURIComponent).join("/");
  return `${written.startsWith("/") ? written : `/${written}`}${query === undefined ? "" : `?${query}`}`;
}
