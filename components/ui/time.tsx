"use client";

import { useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { formatDate, formatDateTime, formatExact, formatRelative } from "@/lib/format";
import { useEnvironment } from "./environment";

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on the page: a page of rows must not start a timer each. */
function everyMinute(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, MINUTE / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE;

interface TimeProps {
  value: Date | string;
  /** relative: "2 min ago"; date: "19 Feb 2027"; datetime: "19 Feb 2027, 17:37". */
  as?: "relative" | "date" | "datetime";
  /** Stands at the start of a line: "Yesterday". */
  sentence?: boolean;
  className?: string;
}

/** The moment in the person's words; its title gives the exact time in their zone. */
export function Time({ value, as = "relative", sentence = false, className }: TimeProps) {
  const place = useEnvironment();
  const now = useSyncExternalStore(everyMinute, thisMinute, thisMinute);
  const text = {
    relative: () => formatRelative(value, now, place.locale),
    date: () => formatDate(value, place),
    datetime: () => formatDateTime(value, place),
  }[as]();
  return (
    // The server's clock and the browser's may disagree by a minute; the server's words stay until the next tick.
    <time
      dateTime={new Date(value).toISOString()}
      title={formatExact(value, place)}
      className={cn(sentence && "inline-block first-letter:uppercase", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
