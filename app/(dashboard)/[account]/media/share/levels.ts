import type { Opening } from "@/components/ui/iris";
import { type Level, LEVELS } from "@/lib/permissions/operations";

const LABELS: Record<Level, string> = { view: "View", contribute: "Contribute", manage: "Manage" };

export const OPENINGS: Record<Level, Opening> = { view: "view", contribute: "edit", manage: "manage" };

export const labelOf = (level: Level) => LABELS[level];

export const LEVEL_OPTIONS = LEVELS.map((value) => ({ value, label: LABELS[value] }));
