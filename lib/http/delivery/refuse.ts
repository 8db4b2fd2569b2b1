import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { refusalOf } from "@/lib/http/refusal-of";
import { OriginFault } from "@/lib/sources/rules/fault";

/** Of the answer to what went wrong. */
export function statusOf(error: unknown): number {
  if (error instanceof OriginFault) return 502;
  return error instanceof AppError ? ERROR_CODES[error.code].status : 500;
}

/** Says why there is no image, in a sentence. @returns bytes sent */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  cacheControl = "no-store",
): number {
  const refused = refusalOf(error, String(request.headers["x-request-id"] ?? ""));
  if (response.headersSent) {
    response.destroy();
    return 0;
  }
  const text = `${sentenceOf(refused)}\n`;
  response
    .writeHead(statusOf(refused), {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": Buffer.byteLength(text),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": cacheControl,
      ...(refused?.details.retryAfter !== undefined && { "Retry-After": refused.details.retryAfter }),
    })
    .end(text);
  return request.method === "HEAD" ? 0 : Buffer.byteLength(text);
}

/** The sentences of origins are for those who manage the source. */
function sentenceOf(refused: AppError | null): string {
  if (refused instanceof OriginFault) return `The origin of this image does not give it: ${refused.part}.`;
  return refused?.message ?? "Something failed on the server.";
}
