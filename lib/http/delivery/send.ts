import { createReadStream } from "node:fs";
import fs from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { DiskCache, Entry } from "@/lib/delivery/cache/disk-cache";
import { partOf } from "@/lib/http/byte-range";

/** What a browser may show by itself; everything else is a download. */
const SHOWN = /^(image|video|audio|font)\//;

/** Should a browser open it as a page, it has no origin, runs nothing and loads nothing; a drawing keeps its own styles. */
const ALONE =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox";

type Answer = {
  status: number;
  cacheControl: string;
  isHit: boolean;
  /** Whether other sites may show it: all that is open to whoever has the address. */
  isForSites: boolean;
  /** Names of the request's headers that decide over it. */
  varies: string[];
  dpr: number;
};

/** A cached result could not be read, because it has just been given up. */
export class EntryGone extends Error {}

/**
 * Sends a cached result: whole, in part, or the news that the client has it already. @returns bytes sent
 * @throws EntryGone before anything was sent
 */
export async function sendEntry(
  request: IncomingMessage,
  response: ServerResponse,
  { cache, entry, answer }: { cache: DiskCache; entry: Entry; answer: Answer },
): Promise<number> {
  const { size, mime } = entry;
  const etag = `"${entry.tag}"`;
  const modified = new Date(entry.lastModified ?? entry.storedAt);
  const headers: Record<string, string | number> = {
    "Content-Type": mime,
    "Content-Security-Policy": ALONE,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": answer.cacheControl,
    "Accept-Ranges": "bytes",
    "X-Cache": answer.isHit ? "hit" : "miss",
    ETag: etag,
    "Last-Modified": modified.toUTCString(),
    "Cross-Origin-Resource-Policy": answer.isForSites ? "cross-origin" : "same-origin",
  };
  // Not `Age`: what is left of the time to keep it stands in Cache-Control already.
  if (answer.isHit) headers["X-Cache-Age"] = ((Date.now() - entry.storedAt) / 1000).toFixed(3);
  if (answer.isForSites) headers["Access-Control-Allow-Origin"] = headers["Timing-Allow-Origin"] = "*";
  if (answer.varies.length > 0) headers["Vary"] = answer.varies.join(", ");
  if (answer.dpr !== 1) headers["Content-DPR"] = String(answer.dpr);
  if (!SHOWN.test(mime)) headers["Content-Disposition"] = "attachment";

  if (answer.status === 200 && isKnown(request, etag, modified)) {
    response.writeHead(304, headers).end();
    return 0;
  }
  const asked = { range: request.headers.range, ifRange: request.headers["if-range"]?.toString() };
  const part = partOf(answer.status === 200 ? asked : {}, size, etag);
  Object.assign(headers, part.headers);
  if (part.status === 416) {
    response.writeHead(416, headers).end();
    return 0;
  }
  const status = part.status === 206 ? 206 : answer.status;
  const { start, end } = part.range ?? { start: 0, end: size - 1 };

  const bytes = await cache.bytesOf(entry);
  if (bytes) {
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : bytes.subarray(start, end + 1));
    return request.method === "HEAD" ? 0 : end - start + 1;
  }
  const handle = await fs.open(cache.fileOf(entry)).catch(() => {
    throw new EntryGone();
  });
  response.writeHead(status, headers);
  if (request.method === "HEAD" || size === 0) {
    await handle.close();
    response.end();
    return 0;
  }
  const stream = createReadStream("", { fd: handle, start, end });
  // A client that leaves is no fault of ours.
  await pipeline(stream, response).catch(() => undefined);
  return stream.bytesRead;
}

/** RFC 9110: a tag that the client names decides; only without one the time does. */
function isKnown({ headers }: IncomingMessage, etag: string, modified: Date): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined)
    return tags.trim() === "*" || tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
