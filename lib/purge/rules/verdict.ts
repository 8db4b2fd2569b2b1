import type { Delivered } from "@/lib/purge/own-server";

/** `unreadable`: there was no answer, which proves nothing. */
export type Verdict = "fresh" | "stale" | "unreadable";

/** Tries until a purge counts as failed, or is left unproven. */
export const MOST_TRIES = 5;

/** A result counts as fresh when it was made for the request, or since the purge. @param elapsed milliseconds since the purge */
export function judgeAnswer(read: Pick<Delivered, "isCached" | "age"> | null, elapsed: number): Verdict {
  if (!read) return "unreadable";
  return read.isCached && read.age * 1000 > elapsed ? "stale" : "fresh";
}

/** How a purge stands once its lines were read so many times. */
export function settle(verdicts: readonly Verdict[], tries: number): "pending" | "completed" | "failed" {
  if (verdicts.every((verdict) => verdict === "fresh")) return "completed";
  if (tries < MOST_TRIES) return "pending";
  return verdicts.includes("stale") ? "failed" : "completed";
}
