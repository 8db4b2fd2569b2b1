import type { ServerResponse } from "node:http";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { log } from "@/lib/log";
import { OriginFault } from "@/lib/sources/rules/fault";

/** Of the answer to what went wrong. */
export function statusOf(error: unknown): number {
  if (error instanceof OriginFault) return 502;
  return error instanceof AppError ? ERROR_CODES[error.code].status : 500;
}

/** Says why there is no image, in a sentence. @returns bytes sent */
export function refuse(response: ServerResponse, error: unknown): number {
  const status = statusOf(error);
  if (status === 500) log.fault("delivery.failed", error);
  if (response.headersSent) {
    response.destroy();
    return 0;
  }
  const seconds = error instanceof AppError ? error.details.retryAfter : undefined;
  const text = `${sentenceOf(error)}\n`;
  response
    .writeHead(status, {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": Buffer.byteLength(text),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      ...(seconds !== undefined && { "Retry-After": seconds }),
    })
    .end(text);
  return Buffer.byteLength(text);
}

/** The sentences of origins are for those who manage the source. */
function sentenceOf(error: unknown): string {
  if (error instanceof OriginFault) return `The origin of this image does not give it: ${error.part}.`;
  return error instanceof AppError ? error.message : "Something failed on the server.";
}
