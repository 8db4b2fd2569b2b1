import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface Definition {
  term: string;
  value: ReactNode;
}

/** Facts about one thing: the term on the left, its value on the right. */
export function DefinitionList({ items, className }: { items: readonly Definition[]; className?: string }) {
  return (
    <dl className={cn("text-13", className)}>
      {items.map((item) => (
        <div
          key={item.term}
          className="grid min-h-9 grid-cols-[minmax(110px,32%)_minmax(0,1fr)] items-center gap-4 border-t border-line py-1.5 first:border-t-0"
        >
          <dt className="text-ink-2">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
