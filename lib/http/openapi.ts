import { env } from "@/lib/env";
import {
  HEADERS,
  headerRefs,
  problemResponse,
  problemSchema,
  problemsIn,
  problemsOf,
  statusOf,
} from "@/lib/http/openapi-problems";
import { type Json, parametersOf, schemaOf, type Schemas } from "@/lib/http/openapi-schemas";
import { LIMITS } from "@/lib/http/rate-limit";
import type { RouteSpec } from "@/lib/http/route-spec";
import { isWriting, METHODS, type Method, type Routes } from "@/lib/http/routes";
import { missingFor } from "@/lib/permissions/can";

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
      ...(isWriting(method) && operations !== "public" && !spec.answersItself ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(spec.body && {
      requestBody: {
        required: true,
        content: {
          [spec.isForm ? "multipart/form-data" : "application/json"]: { schema: schemaOf(schemas, spec.body, "input") },
        },
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
  if (!answer && files.length === 0) return { description: "Done.", headers: headerRefs };
  const asFile = files.map((type) => [
    type,
    { schema: { type: "string", maxLength: 1_000_000_000, format: "binary" } },
  ]);
  return {
    description: "The answer.",
    headers: headerRefs,
    content: {
      ...(answer && { "application/json": { schema: schemaOf(schemas, answer, "output") } }),
      ...Object.fromEntries(asFile),
    },
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
