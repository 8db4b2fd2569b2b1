import * as z from "zod";
import { AppError, notFound } from "@/lib/errors";
import { readForm } from "@/lib/http/form-body";
import { assertText, readJsonBody } from "@/lib/http/json-body";
import { parseInput } from "@/lib/http/parse";
import type { RouteSpec } from "@/lib/http/route-spec";

export type RouteContext = { params: Promise<Record<string, string | string[]>> };

/** What a request sent, read as its door says, with the text of its body. */
export type RouteInput = { params: unknown; query: unknown; body: unknown; text: string };

export async function readInput(spec: RouteSpec, request: Request, context: RouteContext): Promise<RouteInput> {
  const params = readParams(spec, await context.params);
  const query = readQuery(spec, new URL(request.url).searchParams);
  if (!spec.body) return { params, query, body: undefined, text: "" };
  const { text, value } = await (spec.isForm ? readForm : readJsonBody)(request);
  return { params, query, body: parseInput(spec.body, value), text };
}

/** An id that cannot be one is answered as one that does not exist. */
function readParams({ params, noun }: RouteSpec, given: Record<string, string | string[]>): unknown {
  if (!params) return undefined;
  const result = z.safeParse(params, given);
  if (!result.success) throw notFound(noun);
  return result.data;
}

/** Each parameter once: programs differ in which of two they take. */
function readQuery({ query }: RouteSpec, given: URLSearchParams): unknown {
  const fields: Record<string, string> = {};
  for (const [name, value] of given) {
    assertText(name);
    assertText(value);
    if (Object.hasOwn(fields, name))
      throw new AppError("malformed", `The parameter ${name.slice(0, 40)} is given twice.`);
    Object.defineProperty(fields, name, { value, enumerable: true });
  }
  return parseInput(query ?? NO_PARAMETERS, fields);
}

const NO_PARAMETERS = z.strictObject(
  {},
  {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `There is no parameter ${issue.keys.join(", ")}.` : undefined,
  },
);
