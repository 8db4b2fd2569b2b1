import { openApiOf } from "@/lib/http/openapi";
import { METHODS, type Routes } from "@/lib/http/routes";
import { type Permission, PERMISSIONS } from "@/lib/permissions/permissions";
import { exampleOf, type Field, fieldsOf, type Schema } from "./schema";

type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: Schema;
};
type Content = { content?: { "application/json"?: { schema: Schema } } };

/** What the reference reads of an operation of the OpenAPI document. */
type Written = {
  operationId: string;
  summary: string;
  description: string;
  tags: [string];
  security?: unknown;
  "x-operation": string | string[] | null;
  "x-permissions": Permission[];
  parameters: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
};

type OpenApi = {
  info: { title: string; description: string };
  servers: [{ url: string }];
  paths: Record<string, Record<string, Written>>;
  components: { schemas: Record<string, Schema> };
};

/** One door as the reference shows it. */
export type Door = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  opens: string;
  operations: string[];
  tables: { title: string; fields: Field[] }[];
  status: string;
  /** The name of the shape that it answers, where it has one. */
  shape: string | null;
  curl: string;
};

export type Reference = {
  title: string;
  description: string;
  url: string;
  groups: { name: string; doors: Door[] }[];
  shapes: { name: string; fields: Field[] }[];
};

/** The reference says what the OpenAPI document says, and nothing beside it. */
export function referenceOf(routes: Routes): Reference {
  const document = openApiOf(routes) as unknown as OpenApi;
  const url = document.servers[0].url;
  const doors = Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const written = methods[method.toLowerCase()];
      return written ? [{ tag: written.tags[0], door: toDoor(method, path, written, url) }] : [];
    }),
  );
  const names = [...new Set(doors.map(({ tag }) => tag))];
  return {
    ...document.info,
    url,
    groups: names.map((name) => ({ name, doors: doors.filter(({ tag }) => tag === name).map(({ door }) => door) })),
    shapes: Object.entries(document.components.schemas).map(([name, schema]) => ({ name, fields: fieldsOf(schema) })),
  };
}

function toDoor(method: string, path: string, written: Written, url: string): Door {
  const [status = "", answer] = Object.entries(written.responses).find(([code]) => code.startsWith("2")) ?? [];
  const body = written.requestBody?.content?.["application/json"]?.schema;
  const answered = answer?.content?.["application/json"]?.schema;
  const shape = answered?.$ref?.split("/").at(-1) ?? null;
  const parameters = (place: Parameter["in"]) =>
    written.parameters.filter((parameter) => parameter.in === place).flatMap(toField);
  const tables = [
    { title: "Path", fields: parameters("path") },
    { title: "Query", fields: parameters("query") },
    { title: "Body", fields: body ? fieldsOf(body) : [] },
    { title: "Answer", fields: answered && shape === null ? fieldsOf(answered) : [] },
  ];
  return {
    id: written.operationId,
    method,
    path,
    summary: written.summary,
    description: written.description === `${written.summary}.` ? "" : written.description,
    opens: sayWhatOpens(written),
    operations: [written["x-operation"] ?? []].flat(),
    tables: tables.filter(({ fields }) => fields.length > 0),
    status,
    shape,
    curl: curlOf(method, `${url}${path}`, body, written.security !== undefined),
  };
}

const toField = ({ name, required, description, schema }: Parameter): Field[] =>
  fieldsOf({
    type: "object",
    properties: { [name]: { ...schema, ...(description !== undefined && { description }) } },
    required: required ? [name] : [],
  });

function sayWhatOpens(written: Written): string {
  if (written.security !== undefined) return "No key";
  const labels = written["x-permissions"].map((id) => PERMISSIONS[id].label);
  if (written["x-operation"] === null || labels.length === 0) return "Any key that works";
  return labels.join(" or ");
}

function curlOf(method: string, url: string, body: Schema | undefined, open: boolean): string {
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}"${url}"`];
  if (!open) lines.push(`-H "Authorization: Bearer $APERTURE_KEY"`);
  if (body) lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(exampleOf(body))}'`);
  return lines.join(" \\\n  ");
}
