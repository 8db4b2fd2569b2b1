/** Names the table uses in the address; the page reads the same ones on the server. */
export const PARAMS = { search: "q", sort: "sort", after: "after", before: "before", hidden: "hide" } as const;

export type ParamChanges = Record<string, string | null | undefined>;

/** The address's query after the changes; an empty value takes the name away. A cursor never survives another change. */
export function withParams(params: URLSearchParams, changes: ParamChanges): string {
  const next = new URLSearchParams(params);
  next.delete(PARAMS.after);
  next.delete(PARAMS.before);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next.size > 0 ? `?${next}` : "";
}

interface Sort {
  by: string;
  descending: boolean;
}

/** `name` sorts upwards, `-name` downwards. */
export function parseSort(value: string | null | undefined): Sort | undefined {
  if (!value) return undefined;
  const descending = value.startsWith("-");
  return { by: descending ? value.slice(1) : value, descending };
}

/** What pressing a column's head asks for: upwards, then downwards, then the list's own order. */
export function nextSort(current: Sort | undefined, by: string): string | null {
  if (current?.by !== by) return by;
  return current.descending ? null : `-${by}`;
}

/** A filter's chosen values, in the order of its options. */
export function parseValues(value: string | null | undefined): string[] {
  return value ? value.split(",").filter(Boolean) : [];
}

/** The values after one was switched on or off. */
export function toggleValue(values: readonly string[], value: string): string {
  return (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]).join(",");
}
