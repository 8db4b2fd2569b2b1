import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { readLine, type Site } from "@/lib/purge/rules/read-line";

/**
 * One line that is not empty, with its number in what was pasted, from 1. `ready`: it would be purged. `foreign`: nothing
 * of ours is named, and why. `duplicate`: line `of` purges the same, or more.
 */
export type SortedLine = { number: number; text: string } & (
  | { verdict: "ready"; scope: PurgeScope }
  | { verdict: "foreign"; reason: string }
  | { verdict: "duplicate"; of: number }
);

/** Sorts what was pasted, an address a line. Bare paths lie in the chosen source. */
export function sortLines(pasted: string, site: Site, chosenId: string | null): SortedLine[] {
  const lines = pasted
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter(({ text }) => text !== "")
    .map((line) => ({ ...line, ...readLine(line.text, site, chosenId) }));
  const first = new Map<string, Named>();
  for (const line of lines) if (line.scope && !first.has(keyOf(line.scope))) first.set(keyOf(line.scope), line);
  const wide = [...first.values()].filter(({ scope }) => widthOf(scope) < Infinity).toSorted(byWidth);
  return lines.map(({ number, text, scope, reason }): SortedLine => {
    if (!scope) return { number, text, verdict: "foreign", reason };
    const other = wide.find((line) => coversMore(line.scope, scope)) ?? first.get(keyOf(scope));
    return other && other.number !== number
      ? { number, text, verdict: "duplicate", of: other.number }
      : { number, text, verdict: "ready", scope };
  });
}

type Named = { number: number; scope: PurgeScope };

/** Equal for scopes that say the same. */
export const keyOf = (scope: PurgeScope): string => JSON.stringify(Object.entries(scope).toSorted());

const byWidth = (a: Named, b: Named) => widthOf(a.scope) - widthOf(b.scope);

/** What covers more comes first; single things cover nothing else. */
function widthOf(scope: PurgeScope): number {
  if (scope.kind === "source") return 0;
  return scope.kind === "prefix" ? scope.prefix.length : Infinity;
}

/** Whether `wide` covers all of `narrow` and something else. */
export function coversMore(wide: PurgeScope, narrow: PurgeScope): boolean {
  if (wide.kind !== "source" && wide.kind !== "prefix") return false;
  if (!("sourceId" in narrow) || narrow.sourceId !== wide.sourceId) return false;
  if (wide.kind === "source") return narrow.kind !== "source";
  if (narrow.kind === "path") return narrow.path.startsWith(wide.prefix);
  return narrow.kind === "prefix" && narrow.prefix !== wide.prefix && narrow.prefix.startsWith(wide.prefix);
}
