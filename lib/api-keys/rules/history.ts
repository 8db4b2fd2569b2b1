import { closureOf, holds, listOf, NOTHING, type Permission, type PermissionSet } from "@/lib/permissions/permissions";

/**
 * Something that held from one moment to another, with the sentences that tell of its beginning and its end. A key
 * `carries`, its owner's access `gives`, and a suspension or an end `stops`.
 */
export type Spell = {
  kind: "carries" | "gives" | "stops";
  permissions: readonly Permission[];
  from: Date;
  to: Date | null;
  began: string;
  ended: string;
};

/** A moment at which what a key could do changed. */
export type PowerChange = {
  at: Date;
  /** All that it could do from then on. */
  power: Permission[];
  gained: Permission[];
  lost: Permission[];
  because: string[];
};

/** A permission that the key carries and its owner no longer holds. */
export type Dormant = { permission: Permission; since: Date; because: string };

/** How the power of a key came and went, the earliest first. Power is what it carries and is given, unless stopped. */
export function powerHistory(spells: readonly Spell[], now: Date): PowerChange[] {
  const start = Math.min(...spells.filter(({ kind }) => kind === "carries").map(({ from }) => from.getTime()));
  const times = new Set(spells.flatMap(({ from, to }) => [from.getTime(), to?.getTime() ?? Number.POSITIVE_INFINITY]));
  const moments = [...times].filter((time) => time >= start && time <= now.getTime()).toSorted((a, b) => a - b);
  const changes: PowerChange[] = [];
  let before = NOTHING;
  for (const time of moments) {
    const power = powerAt(spells, time);
    const changed = power ^ before;
    if (changed !== NOTHING)
      changes.push({
        at: new Date(time),
        power: listOf(power),
        gained: listOf(power & ~before),
        lost: listOf(before & ~power),
        because: causesAt(spells, time, changed),
      });
    before = power;
  }
  return changes;
}

/** Since when and because of what each permission is dormant. */
export function dormantSince(spells: readonly Spell[], dormant: readonly Permission[]): Dormant[] {
  return dormant.map((permission) => {
    const carried = spells.find(
      ({ kind, to, permissions }) => kind === "carries" && !to && permissions.includes(permission),
    );
    const givers = spells.filter(
      ({ kind, to, permissions }) => kind === "gives" && to && holds(closureOf(permissions), permission),
    );
    const since = Math.max(...givers.map(({ to }) => to?.getTime() ?? 0), carried?.from.getTime() ?? 0);
    const because = givers.filter(({ to }) => to?.getTime() === since).map(({ ended }) => ended);
    return {
      permission,
      since: new Date(since),
      because: unique(because).join(" ") || "The owner has not held it since.",
    };
  });
}

const holdsAt = ({ from, to }: Spell, time: number) => from.getTime() <= time && (to === null || time < to.getTime());

function powerAt(spells: readonly Spell[], time: number): PermissionSet {
  const standing = spells.filter((spell) => holdsAt(spell, time));
  if (standing.some(({ kind }) => kind === "stops")) return NOTHING;
  const sum = (kind: Spell["kind"]) =>
    closureOf(standing.filter((spell) => spell.kind === kind).flatMap(({ permissions }) => permissions));
  return sum("carries") & sum("gives");
}

/** What began or ended at that moment and had to do with the change. */
function causesAt(spells: readonly Spell[], time: number, changed: PermissionSet): string[] {
  const matters = ({ kind, permissions }: Spell) => kind === "stops" || (closureOf(permissions) & changed) !== NOTHING;
  return unique(
    spells
      .filter(matters)
      .flatMap(({ from, to, began, ended }) => [
        ...(from.getTime() === time ? [began] : []),
        ...(to?.getTime() === time ? [ended] : []),
      ]),
  );
}

const unique = (sentences: string[]) => [...new Set(sentences)].filter((sentence) => sentence !== "");
