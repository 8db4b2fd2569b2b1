/** The tabs of a source beside the list; the first needs no name in the address. */
export const SOURCE_TABS = ["overview", "settings", "deployments"] as const;
export type SourceTab = (typeof SOURCE_TABS)[number];

export const tabOf = (value: unknown): SourceTab => SOURCE_TABS.find((tab) => tab === value) ?? "overview";

export const listHref = (account: string) => `/${account}/sources`;

export const sourceHref = (account: string, id: string, tab: SourceTab = "overview") =>
  `${listHref(account)}?source=${id}${tab === "overview" ? "" : `&tab=${tab}`}`;
