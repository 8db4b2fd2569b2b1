import { expect, test } from "vitest";
import { ROUTES } from "@/app/api/v1/routes";
import { useTestDatabase } from "@/db/testing/database";
import { METHODS } from "@/lib/http/routes";
import { referenceOf } from "./document";
import { exampleOf, fieldsOf, typeOf } from "./schema";

useTestDatabase();

test("every door of the API stands in the reference, once", () => {
  const { groups } = referenceOf(ROUTES);
  const shown = groups.flatMap(({ doors }) => doors.map(({ method, path }) => `${method} ${path}`));
  const defined = Object.entries(ROUTES).flatMap(([path, doors]) =>
    METHODS.filter((method) => method in doors).map((method) => `${method} ${path}`),
  );
  expect(shown.toSorted()).toEqual(defined.toSorted());
});

test("a door says what opens it, what it takes and how to call it", () => {
  const { groups } = referenceOf(ROUTES);
  const rotate = groups.flatMap(({ doors }) => doors).find(({ summary }) => summary === "Rotate an API key");
  expect(rotate).toMatchObject({ opens: "Account Admin", operations: ["apiKeys.rotate"], shape: "NewApiKey" });
  expect(rotate?.tables.map(({ title }) => title)).toEqual(["Path", "Body"]);
  expect(rotate?.curl).toContain(`-d '{"grace":"P7D"}'`);
});

test("every shape that a field names is in the reference", () => {
  const { groups, shapes } = referenceOf(ROUTES);
  const tables = groups.flatMap(({ doors }) => doors.flatMap((door) => door.tables));
  const fields = [...shapes, ...tables].flatMap((one) => one.fields);
  const named = new Set(fields.flatMap(({ shape }) => shape ?? []));
  const known = new Set(shapes.map(({ name }) => name));
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
});

test("a schema is told in words", () => {
  expect(typeOf({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] })).toBe("time or null");
  expect(typeOf({ type: "array", items: { $ref: "#/components/schemas/ApiKey" } })).toBe("list of ApiKey");
  expect(typeOf({ type: "string", pattern: "^key_[0-9a-z]{1,40}$" })).toBe("id, key_…");
  expect(typeOf({ type: "integer", minimum: 1, maximum: 1000 })).toBe("number, 1 to 1000");
});

test("fields of objects inside stand below their own", () => {
  const owner = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
  const schema = { type: "object", properties: { owner, past: { type: "array", items: owner } } };
  expect(fieldsOf(schema).map(({ name }) => name)).toEqual(["owner", "owner.id", "past", "past[].id"]);
  expect(exampleOf({ ...schema, required: ["owner"] })).toEqual({ owner: { id: "…" } });
});
