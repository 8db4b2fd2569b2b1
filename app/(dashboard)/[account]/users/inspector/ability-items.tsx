import type { Ability } from "@/components/ui/effective-list";
import { Time } from "@/components/ui/time";
import type { Ability as Held } from "@/lib/access/rules/consequences";
import { essenceOf, type Permission, PERMISSIONS, setOf } from "@/lib/permissions/permissions";

/** Who gave a role or a single permission, and when, by its id. */
export type Givings = Readonly<Record<string, { by: string; since: string }>>;

/**
 * One line for each thing the person can do, with where it comes from; steps of the library that a higher one includes
 * are left out. What is not saved yet is marked.
 */
export function abilityItems(
  held: readonly Held[],
  givings: Givings,
  { gained, lost }: { gained: readonly Permission[]; lost: readonly Permission[] },
): Ability[] {
  const shown = new Set(withoutLowerSteps(held.map(({ permission }) => permission)));
  const kept = held
    .filter(({ permission }) => shown.has(permission))
    .map(({ permission, from }): Ability => {
      const added = gained.includes(permission);
      return {
        id: permission,
        text: PERMISSIONS[permission].does,
        source: added ? "added by you" : <Source from={from} givings={givings} />,
        state: added ? "added" : "kept",
      };
    });
  const gone = withoutLowerSteps(lost)
    .filter((permission) => !shown.has(permission))
    .map((permission): Ability => ({
      id: permission,
      text: PERMISSIONS[permission].does,
      source: "removed by you",
      state: "removed",
    }));
  const order = Object.keys(PERMISSIONS);
  return [...kept, ...gone].toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

const STEPS: readonly Permission[] = ["media_edit", "media_browse", "media_shared"];

function withoutLowerSteps(permissions: readonly Permission[]): Permission[] {
  const [highest] = essenceOf(setOf(permissions.filter((id) => STEPS.includes(id))));
  return permissions.filter((id) => !STEPS.includes(id) || id === highest);
}

/** The role before a single permission: that is what one would have to change. */
function Source({ from, givings }: { from: Held["from"]; givings: Givings }) {
  const [source] = from.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === "role" ? -1 : 1));
  if (!source) return null;
  if (source.kind === "role")
    return (
      <>
        from role <b>{source.name}</b>
      </>
    );
  const giving = givings[source.id];
  if (!giving) return <>as a single permission</>;
  return (
    <>
      added by <b>{giving.by}</b> <Time value={giving.since} as="date" />
    </>
  );
}
