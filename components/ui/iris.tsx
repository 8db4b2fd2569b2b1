import { cn } from "@/lib/cn";
import { irisBlades } from "./iris-geometry";

export type Opening = "none" | "view" | "edit" | "manage" | "admin";

const UNITS: Record<Opening, number> = { none: 0.6, view: 2.4, edit: 4.2, manage: 5.8, admin: 7.4 };

/** How far something is open. Decoration: the word for the level must stand beside it. */
export function Iris({ opening, className }: { opening: Opening; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden data-opening={opening} className={cn("iris", className)}>
      {irisBlades(UNITS[opening], 0.9).map((path, blade) => (
        <path key={blade} d={path} />
      ))}
    </svg>
  );
}

/** The mark: one of the six blades is lit. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn("logo", className)}>
      {irisBlades(3.98, 0.9).map((path, blade) => (
        <path key={blade} d={path} data-lit={blade === 4 || undefined} />
      ))}
    </svg>
  );
}
