import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface EmptyStateProps {
  /** A glyph or iris; shown at 40 pixels. */
  icon?: ReactNode;
  title: ReactNode;
  /** One sentence: what this place is for, or why nothing matches. */
  children?: ReactNode;
  action?: ReactNode;
  /** A command or sample under the action. */
  example?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, children, action, example, className }: EmptyStateProps) {
  return (
    <div className={cn("mx-auto grid max-w-[52ch] justify-items-center gap-2 px-4 py-16 text-center", className)}>
      {icon && <span className="mb-2 text-ink-3 [&_svg]:size-10">{icon}</span>}
      <h2 className="text-16">{title}</h2>
      {children && <div className="text-13 text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
      {example && <div className="mt-5 w-full text-left">{example}</div>}
    </div>
  );
}
