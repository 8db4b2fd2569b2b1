/** The tabs of a person beside the list; the first needs no name in the address. */
const TABS = ["permissions", "groups", "keys", "activity", "sessions"] as const;
export type Tab = (typeof TABS)[number];

export const tabOf = (value: string | undefined): Tab => TABS.find((tab) => tab === value) ?? "permissions";

/** Where one person or invitation is open beside the list; filters, order and page stay as they are. */
export function openHref(path: string, params: URLSearchParams, id: string, tab?: Tab): string {
  const next = new URLSearchParams(params);
  next.set("user", id);
  if (tab === "permissions") next.delete("tab");
  else if (tab) next.set("tab", tab);
  return `${path}?${next}`;
}

export function closedHref(path: string, params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.delete("user");
  next.delete("tab");
  return next.size > 0 ? `${path}?${next}` : path;
}
