import type { AppError } from "@/lib/errors";
import { ERROR_CODES } from "@/lib/errors";
import { disposition } from "@/lib/http/disposition";
import type { OpenedBytes } from "@/lib/media/queries/open-bytes";

/**
 * What people uploaded, as an attachment under its own name; a picture that we made, for the page. The server process adds
 * the sandbox in which a browser would open either. Where only the head is asked for, the bytes are let go of: nobody
 * would read them, and the file would stay open.
 */
export async function sendBytes(
  request: Request,
  { name, mime, size, body }: OpenedBytes,
  as: "attachment" | "inline",
): Promise<Response> {
  const isHead = request.method === "HEAD";
  if (isHead) await body.cancel();
  return new Response(isHead ? null : body, {
    headers: {
      "Content-Type": mime,
      "Content-Disposition": as === "inline" ? "inline" : disposition("attachment", name),
      "Cache-Control": "private, no-store",
      ...(size !== null && { "Content-Length": String(size) }),
    },
  });
}

/** A refusal in a sentence; what is not there and what is not open are told alike. */
export const refusedBytes = (refused: AppError | null): Response =>
  new Response(`${refused?.message ?? "Something failed on the server."}\n`, {
    status: refused ? ERROR_CODES[refused.code].status : 500,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
