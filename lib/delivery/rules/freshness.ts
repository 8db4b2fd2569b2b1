import type { SourceConfig } from "@/lib/sources/rules/config";

/** Seconds that a result may be kept, by the source's rules and by what its origin says. */
export function secondsToKeep({ mode, seconds }: SourceConfig["cache"], maxAge: number | null): number {
  switch (mode) {
    case "respect":
      return maxAge ?? seconds;
    case "override":
      return seconds;
    case "minimum":
      return Math.max(maxAge ?? 0, seconds);
  }
}
