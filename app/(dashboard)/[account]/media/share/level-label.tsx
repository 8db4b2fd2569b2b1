import { Iris } from "@/components/ui/iris";
import type { Level } from "@/lib/permissions/operations";
import { labelOf, OPENINGS } from "./levels";

export const LevelLabel = ({ level }: { level: Level }) => (
  <span className="flex items-center gap-2 text-13">
    <Iris opening={OPENINGS[level]} /> {labelOf(level)}
  </span>
);
