import type { Position } from "./geometry";

/** While the page is open. */
const positions = new Map<string, Position>();

/** This place, as this entry of the tab's history shows it; undefined in browsers that do not tell, and scroll by themselves. */
export const visitOf = (place: string): string | undefined =>
  "navigation" in globalThis && navigation.currentEntry ? `${navigation.currentEntry.key} ${place}` : undefined;

export function keepPosition(visit: string | undefined, position: Position): void {
  if (visit !== undefined) positions.set(visit, position);
}

export const keptPosition = (visit: string | undefined): Position | undefined =>
  visit === undefined ? undefined : positions.get(visit);
