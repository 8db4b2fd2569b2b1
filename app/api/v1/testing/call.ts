import * as z from "zod";
import { ROUTES } from "@/app/api/v1/routes";
import type { Route } from "@/lib/http/define-route";
import { METHODS, type Method } from "@/lib/http/routes";
import { problemShape } from "@/app/api/v1/testing/problem-shape";

type Call = {
  secret?: string;
  /** Sent as JSON; a text and a form are sent as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  ip?: string;
};

/** What a client gets; the body is read as JSON where it is that. */
type Answered = { status: number; body: Record<string, unknown>; text: string; headers: Headers };

export type Door = { method: Method; path: string; route: Route };

export const DOORS: Door[] = Object.entries(ROUTES).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    const route = methods[method];
    return route ? [{ method, path, route }] : [];
  }),
);

/** "POST /api-keys" */
export const nameOf = ({ method, path }: Door) => `${method} ${path}`;

/** Calls the very function that the server calls, and holds every answer to what its description promises. */
export async function call(method: Method, address: string, { secret, body, headers, ip = "203.0.113.7" }: Call = {}) {
  const url = new URL(`http://localhost/api/v1${address}`);
  const { door, params } = match(method, url.pathname.slice("/api/v1".length));
  const request = new Request(url, {
    method,
    headers: {
      ...(body !== undefined && !(body instanceof FormData) && { "content-type": "application/json" }),
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      "x-aperture-ip": ip,
      "x-request-id": "request",
      ...headers,
    },
    ...(body !== undefined && { body: asSent(body) }),
  });
  const response = await door.route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  const answered: Answered = {
    status: response.status,
    body: type.includes("json") && !type.includes("ndjson") ? JSON.parse(text) : {},
    text,
    headers: response.headers,
  };
  const complaints = [...complaintsAbout(door.route, answered, type)];
  if (complaints.length > 0)
    throw new Error(
      `${method} ${address} answered ${answered.status}. ${complaints.join(" ")}\n${text.slice(0, 1000)}`,
    );
  return answered;
}

function match(method: Method, path: string): { door: Door; params: Record<string, string> } {
  for (const door of DOORS) {
    const names = [...door.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const found = new RegExp(`^${door.path.replaceAll(/\{\w+\}/g, "([^/]*)")}$`).exec(path);
    if (door.method === method && found)
      return { door, params: Object.fromEntries(names.map((name, i) => [name, decode(found[i + 1] ?? "")])) };
  }
  throw new Error(`There is no door ${method} ${path}.`);
}

const asSent = (body: unknown) => (typeof body === "string" || body instanceof FormData ? body : JSON.stringify(body));

/** As the server does it: what cannot be decoded stays. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Of a range of bytes, and of bytes that the client has already. */
const PARTLY: ReadonlySet<number> = new Set([206, 304]);

/** How an answer differs from what its door promises. */
function* complaintsAbout({ spec }: Route, { status, body, text, headers }: Answered, type: string) {
  if (headers.get("x-request-id") !== "request") yield "It does not carry the id of the request.";
  if (spec.operations !== "public" && !/^"\w+";r=\d+;t=\d+$/.test(headers.get("ratelimit") ?? ""))
    yield "It does not tell what is left of the limits.";
  if (headers.has("set-cookie")) yield "It sets a cookie.";
  if (status >= 400) {
    if (type !== "application/problem+json") yield `A problem is not ${type}.`;
    if (status === 500) yield "A client made the server fail.";
    yield* issuesOf(problemShape, body);
  } else {
    if (status !== spec.status && !(spec.files && PARTLY.has(status))) yield `The status ${spec.status} is promised.`;
    if (!spec.answer && !spec.files && text !== "") yield "No body is promised.";
    if (spec.answer && type === "application/json") yield* issuesOf(spec.answer, body);
    else if ((spec.answer || spec.files) && !spec.files?.includes(type)) yield `${type} is not promised.`;
  }
}

const issuesOf = (schema: z.core.$ZodType, value: unknown) =>
  (z.safeParse(schema, value).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
