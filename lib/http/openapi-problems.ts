import { ERROR_CODES, type ErrorCode } from "@/lib/errors";
import { isWriting, METHODS, type Method, type Routes } from "@/lib/http/routes";
import type { Json, Schemas } from "@/lib/http/openapi-schemas";
import type { RouteSpec } from "@/lib/http/route-spec";

/** Those that any door may answer with. */
export const problemsIn = (routes: Routes) =>
  new Set(
    Object.values(routes).flatMap((doors) =>
      METHODS.flatMap((method) => {
        const door = doors[method];
        return door ? problemsOf(method, door.spec) : [];
      }),
    ),
  );

export const statusOf = (code: ErrorCode) => String(ERROR_CODES[code].status);

export function problemsOf(method: Method, { operations, params, body }: RouteSpec): ErrorCode[] {
  const codes: ErrorCode[] = ["malformed", "invalid", "too_many", "unavailable"];
  if (operations !== "public") codes.push("unauthenticated", "forbidden");
  if (params || operations === "public") codes.push("not_found");
  if (isWriting(method) && operations !== "public") codes.push("conflict");
  if (body) codes.push("too_large", "unsupported_type");
  return codes.toSorted((a, b) => ERROR_CODES[a].status - ERROR_CODES[b].status);
}

const text = (maxLength: number, more: Json = {}): Json => ({ type: "string", maxLength, ...more });

export const problemSchema: Json = {
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

export const HEADERS: Schemas = {
  "X-Request-Id": { description: "The same id stands in the audit log and the server's log.", schema: text(100) },
  RateLimit: {
    description: "What is left of the tightest limit, and the seconds until it starts anew.",
    schema: text(100),
  },
  "RateLimit-Policy": { description: "Every limit that was counted.", schema: text(300) },
};

/** What every answer carries. */
export const headerRefs = Object.fromEntries(
  Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

const OWN_HEADERS: Partial<Record<ErrorCode | "fault", Schemas>> = {
  unauthenticated: { "WWW-Authenticate": { description: "How to sign a request.", schema: text(100) } },
  too_many: {
    "Retry-After": { description: "Seconds.", schema: { type: "integer", format: "int32", minimum: 1, maximum: 3600 } },
  },
  unavailable: {
    "Retry-After": { description: "Seconds.", schema: { type: "integer", format: "int32", minimum: 1, maximum: 3600 } },
  },
};

export function problemResponse(code: ErrorCode | "fault"): Json {
  return {
    description: code === "fault" ? "A fault on the server." : `${ERROR_CODES[code].title}.`,
    headers: { ...headerRefs, ...OWN_HEADERS[code] },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}
