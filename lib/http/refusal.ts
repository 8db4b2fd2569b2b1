import { unstable_rethrow } from "next/navigation";
import type { AppError } from "@/lib/errors";
import { refusalOf } from "@/lib/http/refusal-of";

/** The same for any door of Next's, whose own signals (redirect, not found) pass through. */
export function toRefusal(error: unknown, requestId: string): AppError | null {
  unstable_rethrow(error);
  return refusalOf(error, requestId);
}
