import * as z from "zod";

export type Json = Record<string, unknown>;
export type Schemas = Record<string, Json>;

/** The schema in place, with those that have a name moved to the components. */
export function schemaOf(schemas: Schemas, schema: z.core.$ZodType, io: "input" | "output"): Json {
  const {
    $schema: _dialect,
    $defs = {},
    ...json
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => tidy(jsonSchema as Json),
  }) as Json & { $defs?: Schemas };
  for (const [name, part] of Object.entries($defs)) schemas[name] = relocated(part);
  return relocated(json);
}

/** Takes away what zod writes for its own use, and says what it leaves unsaid: how long a text can be, how big a number. */
function tidy(json: Json): void {
  delete json.id;
  if (json.type === "integer") json.format ??= Number(json.maximum) > 2 ** 31 - 1 ? "int64" : "int32";
  if (json.format === "date-time" || json.format === "date") delete json.pattern;
  if (json.type === "string" && !json.enum)
    json.maxLength ??= LONGEST[String(json.format)] ?? (json.pattern ? 100 : undefined);
  const alternatives = json.anyOf as Json[] | undefined;
  const kept = alternatives?.filter((one) => Object.keys(one).length > 0);
  if (!kept || kept.length === alternatives?.length) return;
  delete json.anyOf;
  if (kept.length === 1) Object.assign(json, kept[0]);
  else json.anyOf = kept;
}

/** Characters of texts whose form bounds them; our own patterns are all shorter than 100. */
const LONGEST: Record<string, number> = { "date-time": 40, date: 10 };

const relocated = (json: Json): Json =>
  JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

export function parametersOf(schemas: Schemas, place: "path" | "query", schema: z.core.$ZodType | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schemas, schema, "input") as {
    properties?: Schemas;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}
