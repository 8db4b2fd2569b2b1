/** The tabs of a key beside the list; the first needs no name in the address. */
const KEY_TABS = ["power", "use", "history", "edit"] as const;
export type KeyTab = (typeof KEY_TABS)[number];

export const tabOf = (value: string | null): KeyTab => KEY_TABS.find((tab) => tab === value) ?? "power";

/** Where one key is open beside the list; filters, order and page stay as they are. */
export function openHref(path: string, params: URLSearchParams, id: string, tab?: KeyTab): string {
  const next = new URLSearchParams(params);
  next.set("key", id);
  if (tab === "power") next.delete("tab");
  else if (tab) next.set("tab", tab);
  return `${path}?${next}`;
}

export function closedHref(path: string, params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.delete("key");
  next.delete("tab");
  return next.size > 0 ? `${path}?${next}` : path;
}
