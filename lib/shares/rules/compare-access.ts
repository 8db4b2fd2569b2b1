import { type Level, LEVELS } from "@/lib/permissions/operations";

type Reached = { people: readonly Person[]; byRole: readonly Person[] };
type Person = { id: string; name: string; level: Level };

/** How someone's level on a thing differs between two moments; null: they did not reach it. */
export type AccessChange = { id: string; name: string; before: Level | null; after: Level | null };

/** Who reaches a thing more, and who less, than before. */
export function compareAccess(before: Reached, after: Reached): { gained: AccessChange[]; lost: AccessChange[] } {
  const was = levelsOf(before);
  const is = levelsOf(after);
  const changes = [...new Map([...was, ...is])].map(([id, { name }]) => ({
    id,
    name,
    before: was.get(id)?.level ?? null,
    after: is.get(id)?.level ?? null,
  }));
  return {
    gained: changes.filter((one) => rank(one.after) > rank(one.before)),
    lost: changes.filter((one) => rank(one.after) < rank(one.before)),
  };
}

const rank = (level: Level | null) => (level === null ? -1 : LEVELS.indexOf(level));

/** Nobody stands in both lists: shares matter only for those who do not see everything anyway. */
const levelsOf = ({ people, byRole }: Reached) => new Map([...people, ...byRole].map((person) => [person.id, person]));
