import { Check, CircleDot, X } from "lucide-react";
import { cn } from "@/lib/cn";

type ShownLine = { outcome: "passed" | "failed" | "noted"; says: string; at?: string };

const ICONS = { passed: Check, failed: X, noted: CircleDot };
const WORDS = { passed: "Passed:", failed: "Failed:", noted: "" };
const INKS = { passed: "text-moss-ink", failed: "text-crimson-ink", noted: "text-ink-3" };

/** What a connection test or a deployment said, line by line; new lines are announced as they come. */
export function LogLines({ label, lines, isLive }: { label: string; lines: readonly ShownLine[]; isLive?: boolean }) {
  return (
    <div
      role="log"
      aria-label={label}
      aria-busy={isLive || undefined}
      className="rounded-card border border-line bg-surface-2 px-3 py-2.5 text-13"
    >
      <ol className="grid gap-1">
        {lines.map(({ outcome, says, at }, index) => {
          const Icon = ICONS[outcome];
          return (
            <li key={`${index} ${at}`} className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-2.5">
              <Icon aria-hidden className={cn("mt-0.5", INKS[outcome])} />
              <span className={cn("break-words", outcome === "failed" && "font-strong text-crimson-ink")}>
                {WORDS[outcome] && <span className="sr-only">{WORDS[outcome]} </span>}
                {says}
              </span>
              {at && (
                <time dateTime={at} className="data-text text-11 text-ink-3">
                  {at.slice(11, 19)}
                </time>
              )}
            </li>
          );
        })}
        {isLive && (
          <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-2.5 text-ink-2">
            <span aria-hidden className="mx-auto mt-1.5 size-2 animate-pulse rounded-full bg-amber-ink" />
            Going on
          </li>
        )}
      </ol>
    </div>
  );
}
