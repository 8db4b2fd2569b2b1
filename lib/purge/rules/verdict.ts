import type { Delivered } from "@/lib/purge/own-server";

/** `unreadable`: there was no answer, or the server failed, which proves nothing. */
export type Verdict = "fresh" | "stale" | "unreadable";

/** Tries until a purge counts as failed, or as unproven. */
export const MOST_TRIES = 5;

/** A result counts as fresh when it was made for the request, or since the purge. @param elapsed milliseconds since the purge */
export function judgeAnswer(read: Delivered | null, elapsed: number): Verdict {
  if (!read || read.status >= 500) return "unreadable";
  return read.isCached && read.age * 1000 > elapsed ? "stale" : "fresh";
}

export type PurgeStatus = "pending" | "completed" | "failed" | "unproven";

/** How a purge stands once its lines were read so many times. */
export function settle(verdicts: readonly Verdict[], tries: number): PurgeStatus {
  if (verdicts.every((verdict) => verdict === "fresh")) return "completed";
  if (tries < MOST_TRIES) return "pending";
  return verdicts.includes("stale") ? "failed" : "unproven";
}
