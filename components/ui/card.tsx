import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface CardProps {
  title?: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  /** The bar at the bottom, for the card's own Save. */
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One form or one group of facts; a page of settings is a column of cards. */
export function Card({ title, note, aside, footer, className, children }: CardProps) {
  return (
    <section className={cn("overflow-clip rounded-card border border-line-2 bg-surface", className)}>
      {title && (
        <header className="flex items-start gap-4 px-5 pt-4">
          <div className="min-w-0">
            <h2 className="text-16">{title}</h2>
            {note && <p className="mt-0.5 text-13 text-ink-2">{note}</p>}
          </div>
          {aside && <div className="ml-auto">{aside}</div>}
        </header>
      )}
      <div className="px-5 py-4">{children}</div>
      {footer && (
        <footer className="flex items-center justify-end gap-2 border-t border-line bg-surface-2 px-5 py-3">
          {footer}
        </footer>
      )}
    </section>
  );
}
