import type { IncomingMessage, ServerResponse } from "node:http";

const METHODS = "GET, HEAD, OPTIONS";

/**
 * Images are only read: says so to whoever wants to do more, and to a browser that asks first because a site sends headers
 * of its own. @returns false where the image itself is asked for; then nothing was answered
 */
export function answerMethod({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === "GET" || method === "HEAD") return false;
  response
    .writeHead(method === "OPTIONS" ? 204 : 405, {
      Allow: METHODS,
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": METHODS,
      "Access-Control-Allow-Headers": "*",
      "Cache-Control": "no-store",
    })
    .end();
  return true;
}
