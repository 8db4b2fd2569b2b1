/** The list of links with one open beside it; null closes it. Filters and page of the list stay. */
export function openLinkHref(account: string, query: URLSearchParams, linkId: string | null): string {
  const next = new URLSearchParams(query);
  if (linkId === null) next.delete("link");
  else next.set("link", linkId);
  return `/${account}/media/links${next.size > 0 ? `?${next}` : ""}`;
}
