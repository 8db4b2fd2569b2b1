import type { AppError } from "@/lib/errors";
import { ERROR_CODES } from "@/lib/errors";

/** A refusal in a sentence; what is not there and what is not open are told alike. */
export const refusedBytes = (refused: AppError | null): Response =>
  new Response(`${refused?.message ?? "Something failed on the server."}\n`, {
    status: refused ? ERROR_CODES[refused.code].status : 500,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
