import type { Clause } from "@/lib/media/rules/query";

type Filter = Extract<Clause, { kind: "filter" }>;

/** The bounds of a filter, both included; empty where there is none. */
export type Range = { from: string; to: string };

const isOf = (clause: Clause, field: string): clause is Filter =>
  clause.kind === "filter" && clause.field.toLowerCase() === field.toLowerCase() && !clause.not;

const asks = (clause: Clause, field: string, operator: Filter["operator"]): clause is Filter =>
  isOf(clause, field) && clause.operator === operator;

/** The values of which a file must have one. */
export const valuesOf = (clauses: readonly Clause[], field: string): string[] =>
  clauses.flatMap((clause) => (asks(clause, field, ":") ? clause.values : []));

/** The query with exactly these values for the field, where the former ones stood. */
export function changeValues(clauses: readonly Clause[], field: string, values: readonly string[]): Clause[] {
  const at = clauses.findIndex((clause) => asks(clause, field, ":"));
  const filter: Filter[] =
    values.length > 0 ? [{ kind: "filter", field, operator: ":", values: [...values], not: false }] : [];
  const rest = (part: readonly Clause[]) => part.filter((clause) => !asks(clause, field, ":"));
  return at < 0 ? [...clauses, ...filter] : [...rest(clauses.slice(0, at)), ...filter, ...rest(clauses.slice(at))];
}

export function rangeOf(clauses: readonly Clause[], field: string): Range {
  const bound = (operator: Filter["operator"]) => {
    const clause = clauses.find((one) => asks(one, field, operator));
    return clause?.kind === "filter" ? (clause.values[0] ?? "") : "";
  };
  return { from: bound(">="), to: bound("<=") };
}

/** The query with these bounds at its end. */
export function changeRange(clauses: readonly Clause[], field: string, { from, to }: Range): Clause[] {
  const bound = (operator: Filter["operator"], value: string): Filter[] =>
    value === "" ? [] : [{ kind: "filter", field, operator, values: [value], not: false }];
  const rest = clauses.filter((clause) => !isOf(clause, field) || clause.operator === ":");
  return [...rest, ...bound(">=", from), ...bound("<=", to)];
}
