// The server process: Next behind what must be known from the socket itself. It sets the headers that the application
// trusts, refuses what was not meant for it, and drains on SIGTERM.
import { randomBytes, randomUUID } from "node:crypto";
import http from "node:http";
import path from "node:path";
import next from "next";
import {
  clientAddress,
  contentSecurityPolicy,
  FILE_POLICY,
  isFilePath,
  isLinkPath,
  judgeHost,
  LINK_HEADERS,
  securityHeaders,
} from "./headers.mjs";
import { explainWrongMethod } from "./wrong-method.mjs";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Headers by which the application would believe a client what only this file may say. */
const OURS = ["x-aperture-ip", "x-request-id", "x-path", "x-nonce", "content-security-policy", "x-forwarded-host"];
/** Probes come by address, not by name. */
const PROBES = new Set(["/healthz", "/readyz"]);

const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT);
const address = new URL(process.env.APERTURE_URL ?? `http://localhost:${port}`);
const proxies = Number(process.env.APERTURE_PROXIES ?? 0);
const https = address.protocol === "https:";
const fixedHeaders = securityHeaders({ https });
const formTargets = process.env.GOOGLE_CLIENT_ID
  ? [new URL(process.env.GOOGLE_ISSUER || "https://accounts.google.com").origin]
  : [];

const app = next({ dev, dir: path.resolve(import.meta.dirname, ".."), hostname: address.hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

let draining = false;
/** @type {Set<http.ServerResponse>} */
const unanswered = new Set();

const server = http.createServer(async (request, response) => {
  unanswered.add(response);
  response.once("close", () => unanswered.delete(response));
  if (draining) askToLeave(response);
  const path = (request.url ?? "/").split("?", 1)[0];
  for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
  if (isLinkPath(path)) for (const [name, value] of Object.entries(LINK_HEADERS)) response.setHeader(name, value);
  const requestId = randomUUID();
  response.setHeader("X-Request-Id", requestId);
  if (!METHODS.has(request.method ?? "")) return refuse(response, 405, "This method is not used here.");
  if (!request.url?.startsWith("/")) return refuse(response, 400, "This address is not a path.");

  const forwardedFor = request.headers["x-forwarded-for"];
  for (const name of OURS) delete request.headers[name];
  request.headers["x-aperture-ip"] = clientAddress(request.socket.remoteAddress, forwardedFor, proxies);
  request.headers["x-request-id"] = requestId;
  request.headers["x-path"] = request.url;
  request.headers["x-forwarded-proto"] = address.protocol.slice(0, -1);

  const judged = PROBES.has(path) ? "ours" : judgeHost(request.headers.host, address);
  // Of the hosts that are not ours, sources have some; nothing but images is answered there.
  if (judged === "foreign" && (await deliver(request, response, { isOurHost: false }))) return;
  if (judged === "foreign")
    return refuse(response, 421, `This server answers at ${address.origin}; APERTURE_URL says so.`);
  if (judged === "alias" && request.method === "GET" && !path.startsWith("/api/")) {
    response.writeHead(307, { Location: address.origin + request.url }).end();
    return;
  }

  if (path.startsWith("/i/")) {
    await deliver(request, response, { isOurHost: true });
    return;
  }

  if (isFilePath(path)) response.setHeader("Content-Security-Policy", FILE_POLICY);
  else if (!path.startsWith("/_next/static/") && !path.startsWith("/api/")) {
    const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), { dev, formTargets });
    request.headers["content-security-policy"] = policy; // Next reads the nonce from here for its own tags
    response.setHeader("Content-Security-Policy", policy);
  }
  if (path.startsWith("/api/v1/")) explainWrongMethod(request, response);
  handle(request, response);
});

// Uploads take as long as they take; a head that never ends does not.
server.requestTimeout = 0;
server.headersTimeout = 15_000;
server.on("upgrade", upgrade);
server.listen(port);

/** The delivery of images, which the application hands us when it starts. @returns {Promise<boolean>} whether it answered */
async function deliver(request, response, options) {
  if (globalThis.apertureDeliver) return globalThis.apertureDeliver(request, response, options);
  if (options.isOurHost) refuse(response, 503, "Images are not delivered yet.");
  return options.isOurHost;
}

/** @param {http.ServerResponse} response */
function refuse(response, status, sentence) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" }).end(`${sentence}\n`);
}

/** A client that asks again and again over one connection would keep a stopping server from its end. */
function askToLeave(response) {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

process.on("SIGTERM", async () => {
  if (draining) return;
  draining = true;
  unanswered.forEach(askToLeave);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.allSettled([...(globalThis.apertureStops ?? [])].map((stop) => stop()));
  server.closeIdleConnections();
  await closed;
  await Promise.allSettled([...(globalThis.apertureEnds ?? [])].map((end) => end()));
  process.exit(0);
});
process.on("SIGINT", () => process.kill(process.pid, "SIGTERM"));
