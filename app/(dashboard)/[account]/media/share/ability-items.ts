import type { Ability as Item } from "@/components/ui/effective-list";
import type { Ability } from "@/lib/shares/queries/person-as-actor";

/** What somebody can do with a thing, and what not, for a list of it. */
export const abilityItems = (abilities: readonly Ability[]): Item[] =>
  abilities.map(({ operation, does, allowed }) => ({
    id: operation,
    text: does.charAt(0).toUpperCase() + does.slice(1),
    state: allowed ? "kept" : "never",
  }));
