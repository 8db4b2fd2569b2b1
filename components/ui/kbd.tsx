"use client";

import { cn } from "@/lib/cn";
import { useEnvironment } from "./environment";
import { keyLabels } from "./key-labels";

/** Key caps for a shortcut such as `mod+k`, `g u` or `shift+x`; silent for screen readers. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const { mac } = useEnvironment();
  return (
    <span aria-hidden className={cn("inline-flex gap-1", className)}>
      {keyLabels(keys, mac).map((label, index) => (
        <kbd key={`${label}-${index}`} className="kbd">
          {label}
        </kbd>
      ))}
    </span>
  );
}
