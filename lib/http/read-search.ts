import * as z from "zod/mini";

export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * The state of a list as its address says. A parameter that is no longer understood, or never was, is left out rather
 * than failing the page: an address is typed, shortened and shared.
 */
export function readSearch<S extends z.core.$ZodType>(schema: S, params: SearchParams): z.output<S> {
  const given = Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first ? [[name, first]] : [];
    }),
  );
  const result = z.safeParse(schema, given);
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  return z.parse(schema, Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
}

/** The address's query as the links of the page carry it on. */
export const toQuery = (params: SearchParams): URLSearchParams =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
