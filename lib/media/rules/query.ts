/**
 * The small language of the search field. Words are looked for in names; a filter is `field:value` or, where values have
 * an order, `field>value` and the like. What has spaces stands in quotes.
 *
 *   beach tag:press -tag:draft type:image,video size>2mb width>=1000 created>2026-01-01 "Shot by":Noor
 *
 * Any field that is not built in is the name of one of the account's own.
 */
const OPERATORS = [":", ">=", "<=", ">", "<"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Clause =
  | { kind: "word"; text: string; not: boolean }
  | { kind: "filter"; field: string; operator: Operator; values: string[]; not: boolean };

/** Fields that every file has. */
export const BUILT_IN_FIELDS = ["name", "tag", "type", "size", "width", "height", "created", "updated", "is"] as const;
export type BuiltInField = (typeof BUILT_IN_FIELDS)[number];

export const isBuiltInField = (field: string): field is BuiltInField =>
  (BUILT_IN_FIELDS as readonly string[]).includes(field);

const QUOTED_OR_BARE = String.raw`"(?:[^"\\]|\\.)*"?|[^\s":<>=,]+`;
const VALUE = String.raw`"(?:[^"\\]|\\.)*"?|[^\s",]+`;
const CLAUSE = new RegExp(
  String.raw`(-?)(?:(${QUOTED_OR_BARE})(>=|<=|:|>|<)((?:${VALUE})(?:,(?:${VALUE}))*)|("(?:[^"\\]|\\.)*"?|\S+))`,
  "gu",
);

/** A clause and where it stands in the text, the end not included. */
type PlacedClause = { clause: Clause; start: number; end: number };

/** Everything that can be typed is a query: what is no filter is a word. */
export const placeClauses = (text: string): PlacedClause[] =>
  Array.from(text.matchAll(CLAUSE), (match) => ({
    clause: clauseOf(match),
    start: match.index,
    end: match.index + match[0].length,
  })).filter(({ clause }) => clause.kind === "filter" || clause.text !== "");

export const parseQuery = (text: string): Clause[] => placeClauses(text).map(({ clause }) => clause);

function clauseOf([, minus, field, operator, values, word]: RegExpExecArray): Clause {
  const not = minus === "-";
  if (field === undefined) return { kind: "word", text: unquote(word ?? ""), not };
  return {
    kind: "filter",
    field: fieldOf(unquote(field)),
    operator: operator as Operator,
    values: Array.from((values ?? "").matchAll(new RegExp(VALUE, "gu")), ([value]) => unquote(value)),
    not,
  };
}

/** The text that means these clauses. */
export const formatQuery = (clauses: readonly Clause[]): string => clauses.map(formatClause).join(" ");

export const formatClause = (clause: Clause): string => {
  const minus = clause.not ? "-" : "";
  if (clause.kind === "word") return minus + quote(clause.text, /[\s":<>,]|^-/u);
  const values = clause.values.map((value) => quote(value, /[\s",]/u)).join(",");
  return `${minus}${quote(clause.field, /[\s":<>=,]|^-/u)}${clause.operator}${values}`;
};

const fieldOf = (name: string) => (isBuiltInField(name.toLowerCase()) ? name.toLowerCase() : name);

const quote = (text: string, odd: RegExp) =>
  text === "" || odd.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text;

const unquote = (text: string) =>
  text.startsWith('"')
    ? text
        .slice(1)
        .replace(/(?<!\\)((?:\\\\)*)"$/, "$1")
        .replaceAll(/\\(.)/gu, "$1")
    : text;

const UNITS: Record<string, number> = { "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** "2.5mb" in bytes; null for what is no size. */
export function bytesOf(text: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const factor = UNITS[unit?.toLowerCase() ?? "none"];
  return number === undefined || factor === undefined ? null : Number(number) * factor;
}

/** "2026", "2026-03" and "2026-03-01" as the span of days they name, the end not included; null for what is no date. */
export function daysOf(text: string): { from: Date; to: Date } | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const from = new Date(Date.UTC(y, m, d));
  if (from.getUTCMonth() !== m || from.getUTCDate() !== d) return null;
  return { from, to: new Date(Date.UTC(month ? y : y + 1, day ? m : month ? m + 1 : 0, day ? d + 1 : 1)) };
}
