export type Neighbours = { position?: string; previousHref?: string; nextHref?: string };

/** Who or what stands before and after the open one on this page of the list. */
export function neighboursOf(
  id: string,
  { ids, total, first }: { ids: readonly string[]; total: number; first: boolean },
  path: string,
  query: URLSearchParams,
  hrefFor: (path: string, query: URLSearchParams, id: string) => string,
): Neighbours {
  const at = ids.indexOf(id);
  if (at < 0) return {};
  const hrefTo = (other: string | undefined) => other && hrefFor(path, query, other);
  return {
    // On a later page of the list the number of rows before it is not known.
    position: first ? `${at + 1}/${total}` : undefined,
    previousHref: hrefTo(ids[at - 1]),
    nextHref: hrefTo(ids[at + 1]),
  };
}
