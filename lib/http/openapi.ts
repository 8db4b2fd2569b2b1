import * as z from "zod";
import { env } from "@/lib/env";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";
import type { Route } from "@/lib/http/define-route";
import { LIMITS } from "@/lib/http/rate-limit";
import type { RouteSpec } from "@/lib/http/route-spec";
import { missingFor } from "@/lib/permissions/can";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** The doors of the API by path, as their files export them. */
export type Routes = Record<string, Partial<Record<Method, Route>>>;

type Json = Record<string, unknown>;
type Schemas = Record<string, Json>;

/** The API in OpenAPI 3.1: what each door takes and answers, and what opens it, from the doors themselves. */
export function openApiOf(routes: Routes): Json {
  const schemas: Schemas = { Problem: problemSchema };
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, doors]) => [
      path,
      Object.fromEntries(
        METHODS.flatMap((method) => {
          const door = doors[method];
          return door ? [[method.toLowerCase(), operationOf(schemas, method, path, door.spec)]] : [];
        }),
      ),
    ]),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "Aperture API",
      version: "1",
      description:
        "Send an API key as `Authorization: Bearer apk_…`. A key can do what it carries as far as its owner holds it at that moment. " +
        `At most ${LIMITS.key} requests a minute by key, ${LIMITS.account} by account and ${LIMITS.address} by address, counted by each server process.`,
      contact: { name: "Whoever runs this server", url: env().APERTURE_URL },
    },
    servers: [{ url: `${env().APERTURE_URL}/api/v1`, description: "This server (production)", "x-internal": false }],
    security: [{ key: [] }],
    tags: [...new Set(Object.keys(routes).map(tagOf))].map((name) => ({ name, description: `Paths below /${name}.` })),
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key of the account." } },
      schemas,
      responses: Object.fromEntries(
        [...problemsIn(routes), "fault" as const].map((code) => [code, problemResponse(code)]),
      ),
      headers: HEADERS,
    },
  };
}

const tagOf = (path: string) => path.split("/")[1] ?? "";

function operationOf(schemas: Schemas, method: Method, path: string, spec: RouteSpec): Json {
  const { operations } = spec;
  const opening = operations === "public" ? [] : operations;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z]+(.)?/g, (_, next: string = "") => next.toUpperCase())}`,
    summary: spec.summary,
    description: spec.description ?? `${spec.summary}.`,
    tags: [tagOf(path)],
    ...(operations === "public" && { security: [{}] }),
    "x-operation": opening.length > 1 ? opening : (opening[0] ?? null),
    "x-permissions": [...new Set(opening.flatMap(missingFor))],
    parameters: [
      ...parametersOf(schemas, "path", spec.params),
      ...parametersOf(schemas, "query", spec.query),
      ...(method === "GET" || operations === "public" ? [] : [IDEMPOTENCY_KEY]),
    ],
    ...(spec.body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(schemas, spec.body, "input") } },
      },
    }),
    responses: {
      [spec.status]: answerOf(schemas, spec),
      ...Object.fromEntries(
        problemsOf(method, spec).map((code) => [statusOf(code), { $ref: `#/components/responses/${code}` }]),
      ),
      500: { $ref: "#/components/responses/fault" },
    },
  };
}

function answerOf(schemas: Schemas, { answer, files = [] }: RouteSpec): Json {
  const headers = Object.fromEntries(
    Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
  if (!answer) return { description: "Done.", headers };
  const asFile = files.map((type) => [
    type,
    { schema: { type: "string", maxLength: 1_000_000_000, format: "binary" } },
  ]);
  return {
    description: "The answer.",
    headers,
    content: { "application/json": { schema: schemaOf(schemas, answer, "output") }, ...Object.fromEntries(asFile) },
  };
}

/** The schema in place, with those that have a name moved to the components. */
function schemaOf(schemas: Schemas, schema: z.core.$ZodType, io: "input" | "output"): Json {
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

function parametersOf(schemas: Schemas, place: "path" | "query", schema: z.core.$ZodType | undefined): Json[] {
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

/** Those that any door may answer with. */
const problemsIn = (routes: Routes) =>
  new Set(
    Object.values(routes).flatMap((doors) =>
      METHODS.flatMap((method) => {
        const door = doors[method];
        return door ? problemsOf(method, door.spec) : [];
      }),
    ),
  );

const statusOf = (code: ErrorCode) => String(ERROR_CODES[code].status);

function problemsOf(method: Method, { operations, params, body }: RouteSpec): ErrorCode[] {
  const codes: ErrorCode[] = ["malformed", "invalid", "too_many", "unavailable"];
  if (operations !== "public") codes.push("unauthenticated", "forbidden");
  if (params || operations === "public") codes.push("not_found");
  if (method !== "GET" && operations !== "public") codes.push("conflict");
  if (body) codes.push("too_large", "unsupported_type");
  return codes.toSorted((a, b) => ERROR_CODES[a].status - ERROR_CODES[b].status);
}

const text = (maxLength: number, more: Json = {}): Json => ({ type: "string", maxLength, ...more });

const problemSchema: Json = {
  type: "object",
  description: "Why a request was refused, RFC 9457.",
  additionalProperties: false,
  required: ["type", "title", "status", "detail", "code", "request_id"],
  properties: {
    type: text(500, { format: "uri" }),
    title: text(100),
    status: { type: "integer", format: "int32", minimum: 400, maximum: 599 },
    detail: text(2000),
    code: { type: "string", enum: [...Object.keys(ERROR_CODES), "fault"] },
    request_id: text(100),
    operation: text(60, { description: "On 403: what was asked for." }),
    missing_permissions: {
      type: "array",
      maxItems: 8,
      items: text(40),
      description: "On 403: the permissions of which any one would allow it.",
    },
    errors: {
      type: "array",
      maxItems: 1000,
      description: "On 422: one entry for each wrong field.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "message"],
        properties: { path: text(500), message: text(1000) },
      },
    },
  },
};

const HEADERS: Schemas = {
  "X-Request-Id": { description: "The same id stands in the audit log and the server's log.", schema: text(100) },
  RateLimit: {
    description: "What is left of the tightest limit, and the seconds until it starts anew.",
    schema: text(100),
  },
  "RateLimit-Policy": { description: "Every limit that was counted.", schema: text(300) },
};

const OWN_HEADERS: Partial<Record<ErrorCode | "fault", Schemas>> = {
  unauthenticated: { "WWW-Authenticate": { description: "How to sign a request.", schema: text(100) } },
  too_many: {
    "Retry-After": { description: "Seconds.", schema: { type: "integer", format: "int32", minimum: 1, maximum: 3600 } },
  },
  unavailable: {
    "Retry-After": { description: "Seconds.", schema: { type: "integer", format: "int32", minimum: 1, maximum: 3600 } },
  },
};

function problemResponse(code: ErrorCode | "fault"): Json {
  const shared = Object.fromEntries(
    Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
  return {
    description: code === "fault" ? "A fault on the server." : `${ERROR_CODES[code].title}.`,
    headers: { ...shared, ...OWN_HEADERS[code] },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

const IDEMPOTENCY_KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "The same key and request give the same answer for 24 hours; the same key with another request is a conflict.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
};
