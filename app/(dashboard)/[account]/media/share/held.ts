import { formatList } from "@/lib/format";
import { type Level, LEVELS } from "@/lib/permissions/operations";
import type { GranteeOfMany } from "@/lib/shares/queries/shares-of-many";
import { labelOf } from "./levels";

/** What somebody was given, once for each of the things on which they were given something. */
type Held = GranteeOfMany["held"];

const countOf = (held: Held, level: Level) => held.filter((one) => one.level === level).length;

/** What somebody has of so many things: "View on 2 of 5", "View on 1 and Manage on 4 of 5", "View on all 5". */
export function heldInWords(held: Held, things: number): string {
  const level = levelOnAll(held, things);
  if (level) return things === 1 ? labelOf(level) : `${labelOf(level)} on all ${things}`;
  const parts = LEVELS.filter((one) => countOf(held, one) > 0).map((one) => `${labelOf(one)} on ${countOf(held, one)}`);
  return `${formatList(parts, "en")} of ${things}`;
}

/** Null where somebody does not have the same level on all of them. */
export const levelOnAll = (held: Held, things: number): Level | null =>
  LEVELS.find((level) => countOf(held, level) === things) ?? null;

/** Null: all last; undefined where they do not end at the same time. */
export function endOfAll(held: Held): Date | null | undefined {
  const ends = held.map(({ expiresAt }) => expiresAt);
  const [first = null] = ends;
  return ends.every((end) => end?.getTime() === first?.getTime()) ? first : undefined;
}
