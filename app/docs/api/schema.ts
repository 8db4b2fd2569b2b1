/** The part of JSON Schema that the API's own description uses. */
export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  description?: string;
  enum?: readonly string[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  anyOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
};

/** A line of a table of fields; those of an object inside stand below it, as in `owner.name`. */
export type Field = {
  name: string;
  type: string;
  /** The shape that the type names. */
  shape: string | null;
  required: boolean;
  description: string;
};

export function fieldsOf(schema: Schema, prefix = ""): Field[] {
  if (schema.anyOf) return unique(schema.anyOf.flatMap((one) => fieldsOf(one, prefix)));
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const field = {
      name: prefix + name,
      type: typeOf(part),
      shape: shapeOf(part),
      required: schema.required?.includes(name) ?? false,
      description: part.description ?? "",
    };
    return [field, ...within(part, field.name)];
  });
}

const within = (part: Schema, name: string): Field[] =>
  part.items ? fieldsOf(part.items, `${name}[].`) : fieldsOf(part, `${name}.`);

const unique = (fields: Field[]) => [...new Map(fields.map((field) => [field.name, field])).values()];

const nameIn = (reference: string) => reference.split("/").at(-1) ?? reference;

function shapeOf(part: Schema): string | null {
  const reference = [part, part.items, ...(part.anyOf ?? [])].find((one) => one?.$ref)?.$ref;
  return reference ? nameIn(reference) : null;
}

/** "text", "time", "list of Permission", "1 to 1000". */
export function typeOf(part: Schema): string {
  if (part.$ref) return nameIn(part.$ref);
  if (part.anyOf) return part.anyOf.map(typeOf).join(" or ");
  if (part.enum) return part.enum.join(" | ");
  if (part.const !== undefined) return String(part.const);
  if (part.type === "array") return `list of ${part.items ? typeOf(part.items) : "anything"}`;
  if (part.type === "integer" || part.type === "number") return numberOf(part);
  if (part.type === "string") return textOf(part);
  return part.type ?? "anything";
}

const LIMIT = 2 ** 31 - 1;

function numberOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined || maximum === undefined || maximum >= LIMIT) return "number";
  return `number, ${minimum} to ${maximum}`;
}

const FORMATS: Record<string, string> = { "date-time": "time", date: "day", email: "e-mail address", uri: "address" };

function textOf({ format = "", pattern }: Schema): string {
  const prefix = prefixIn(pattern);
  return FORMATS[format] ?? (prefix ? `id, ${prefix}…` : "text");
}

/** Of a pattern such as `^key_[0-9a-z]{1,40}$`, the part that every id begins with. */
const prefixIn = (pattern = "") => /^\^([a-z]+_)\[/.exec(pattern)?.[1];

/** A small value that shows what is expected. Of choices it takes the last: of permissions that is the least. */
export function exampleOf(part: Schema): unknown {
  if (part.default !== undefined) return part.default;
  if (part.enum) return part.enum.at(-1);
  if (part.const !== undefined) return part.const;
  if (part.anyOf) return part.anyOf[0] ? exampleOf(part.anyOf[0]) : null;
  if (part.type === "array") return part.items ? [exampleOf(part.items)] : [];
  if (part.type === "object") return exampleOfObject(part);
  if (part.type === "integer" || part.type === "number") return part.minimum ?? 0;
  if (part.type === "boolean") return true;
  if (part.format === "date-time") return "2027-02-19T17:37:00Z";
  if (part.format === "email") return "dana@example.com";
  const prefix = prefixIn(part.pattern);
  return prefix ? `${prefix}…` : "…";
}

/** What is required; where nothing is, one field, because an empty change asks for nothing. */
function exampleOfObject({ properties = {}, required = [] }: Schema) {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {})]));
}
