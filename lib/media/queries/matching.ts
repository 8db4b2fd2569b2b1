import { type SQL, sql } from "drizzle-orm";
import { literal } from "@/lib/like";
import type { Field } from "@/lib/media/queries/fields";
import {
  type BuiltInField,
  bytesOf,
  type Clause,
  daysOf,
  isBuiltInField,
  type Operator,
} from "@/lib/media/rules/query";
import { nameKeyOf } from "@/lib/media/rules/name";
import { isFileType } from "@/lib/media/rules/file-types";
import { tagOf } from "@/lib/media/rules/tags";

type Filter = Extract<Clause, { kind: "filter" }>;
type Asker = { memberId: string | null };

/** The conditions on the file row aliased `f` that a query means. @throws Meaningless for a clause that means nothing */
export const conditionsOf = (clauses: readonly Clause[], fields: readonly Field[], asker: Asker): SQL[] =>
  clauses.map((clause) => {
    const condition = clause.kind === "word" ? contains(sql`f.name`, clause.text) : filter(clause, fields, asker);
    return clause.not ? sql`(${condition}) is not true` : condition;
  });

/** A filter that means nothing, and why in words for who typed it. */
export class Meaningless extends Error {
  constructor(
    readonly clause: Clause,
    message: string,
  ) {
    super(message);
  }
}

/** A condition on the sort key of a name that every file fits whose name has these words: what stands in it between numbers. */
export function namesOf(clauses: readonly Clause[]): SQL {
  const parts = clauses
    .filter((clause) => clause.kind === "word" && !clause.not)
    .flatMap((clause) => (clause.kind === "word" ? nameKeyOf(clause.text).split(/\d+/) : []));
  return sql.join([sql`true`, ...parts.filter(Boolean).map((part) => contains(sql`f.name_key`, part))], sql` and `);
}

const contains = (text: SQL, part: string): SQL => sql`${text} ilike ${`%${literal(part)}%`}`;

function filter(clause: Filter, fields: readonly Field[], asker: Asker): SQL {
  const one = isBuiltInField(clause.field)
    ? builtIn[clause.field]
    : custom(fields.find(({ name }) => name.toLowerCase() === clause.field.toLowerCase()));
  if (!one) throw new Meaningless(clause, `There is no field called ${clause.field}.`);
  const alternatives = clause.values.map((value) => one({ ...clause, clause, value, asker }));
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

type Asked = { clause: Clause; field: string; operator: Operator; value: string; asker: Asker };
type Condition = (asked: Asked) => SQL;

const builtIn: Record<BuiltInField, Condition> = {
  name: (asked) => contains(sql`f.name`, plain(asked)),
  tag: (asked) => sql`f.tags @> array[${tagOf(plain(asked))}]::text[]`,
  type: (asked) => {
    const type = plain(asked).toLowerCase();
    return isFileType(type)
      ? sql`f.type = ${type}`
      : sql`(${ends(sql`f.mime`, `/${type}`)} or ${ends(sql`f.name`, `.${type}`)})`;
  },
  size: (asked) => {
    const bytes = bytesOf(asked.value);
    if (bytes === null) throw new Meaningless(asked.clause, `${asked.value} is no size: 500kb or 2.5mb is.`);
    return compare(sql`f.size`, asked.operator, sql`${bytes}::float8`);
  },
  width: (asked) => compare(sql`f.width`, asked.operator, number(asked)),
  height: (asked) => compare(sql`f.height`, asked.operator, number(asked)),
  created: (asked) => inDays(sql`f.created_at`, asked),
  updated: (asked) => inDays(sql`f.updated_at`, asked),
  is: (asked) => {
    const state = plain(asked).toLowerCase();
    if (state === "mine") return sql`f.owner_id = ${asked.asker.memberId}`;
    if (state === "untagged") return sql`f.tags = '{}'`;
    throw new Meaningless(asked.clause, "After is: stands mine or untagged.");
  },
};

function custom(field: Field | undefined): Condition | null {
  if (!field) return null;
  const value = sql`f.metadata ->> ${field.id}`;
  switch (field.kind) {
    case "text":
      return (asked) => contains(value, plain(asked));
    case "choice":
      return (asked) => sql`f.metadata @> jsonb_build_object(${field.id}::text, ${plain(asked)}::text)`;
    case "number":
      return (asked) => compare(sql`(${value})::float8`, asked.operator, number(asked));
    case "date":
      return (asked) => inDays(sql`(${value})::date::timestamp at time zone 'utc'`, asked);
  }
}

const SIGNS: Record<Operator, SQL> = { ":": sql`=`, ">": sql`>`, "<": sql`<`, ">=": sql`>=`, "<=": sql`<=` };

const compare = (value: SQL, operator: Operator, bound: SQL): SQL => sql`${value} ${SIGNS[operator]} ${bound}`;

const ends = (text: SQL, ending: string): SQL => sql`${text} ilike ${`%${literal(ending)}`}`;

function plain({ clause, field, operator, value }: Asked): string {
  if (operator !== ":") throw new Meaningless(clause, `${field} has no order: write ${field}:${value}.`);
  return value;
}

function number({ clause, field, value }: Asked): SQL {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(value)) throw new Meaningless(clause, `${field} is a number, and ${value} is none.`);
  return sql`${Number(value)}::float8`;
}

/** Days are those of UTC. */
function inDays(moment: SQL, { clause, field, operator, value }: Asked): SQL {
  const days = daysOf(value);
  if (!days) throw new Meaningless(clause, `${field} is a date such as 2027-02-19, 2027-02 or 2027.`);
  const [from, to] = [days.from, days.to].map((day) => sql`${day.toISOString()}::timestamptz`);
  switch (operator) {
    case ":":
      return sql`(${moment} >= ${from} and ${moment} < ${to})`;
    case ">":
      return sql`${moment} >= ${to}`;
    case ">=":
      return sql`${moment} >= ${from}`;
    case "<":
      return sql`${moment} < ${from}`;
    case "<=":
      return sql`${moment} < ${to}`;
  }
}
