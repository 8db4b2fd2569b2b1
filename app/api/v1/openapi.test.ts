import { readdirSync } from "node:fs";
import { type RulesetDefinition, Spectral } from "@stoplight/spectral-core";
import owasp from "@stoplight/spectral-owasp-ruleset";
import { oas } from "@stoplight/spectral-rulesets";
import { expect, test, vi } from "vitest";
import { GET } from "@/app/api/v1/openapi.json/route";
import { ROUTES } from "@/app/api/v1/routes";
import { useTestDatabase } from "@/db/testing/database";
import { METHODS } from "@/lib/http/routes";

useTestDatabase();
vi.stubEnv("APERTURE_URL", "https://aperture.example.com");

type Document = { paths: Record<string, Record<string, { operationId: string; "x-permissions": string[] }>> };

/** The description itself, and what answers for addresses that do not exist. */
const UNLISTED = ["openapi.json/route.ts", "[...unknown]/route.ts"];

test("every door that stands in the folder is in the list", () => {
  const files = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/route.ts") && !UNLISTED.includes(file))
    .map((file) => `/${file.replace("/route.ts", "").replaceAll("[", "{").replaceAll("]", "}")}`);
  expect(Object.keys(ROUTES).toSorted()).toEqual(files.toSorted());
});

test("the description names every door once, and what opens it", async () => {
  const { paths }: Document = await GET().json();
  const doors = Object.values(ROUTES).flatMap((route) => METHODS.filter((method) => route[method]));
  const described = Object.values(paths).flatMap((path) => Object.values(path));
  expect(described).toHaveLength(doors.length);
  expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(doors.length);
  expect(paths["/api-keys"]?.post).toMatchObject({
    "x-operation": "apiKeys.create",
    "x-permissions": ["account_admin"],
  });
});

/** Where no key is asked for, none can be missing. */
const WITHOUT_KEY = /^owasp:api8:2023-define-error-responses-401 paths\.\/keys\/revoke\./;

test("spectral and the rules of OWASP find nothing in it", async () => {
  const spectral = new Spectral();
  spectral.setRuleset({
    extends: [oas as unknown as RulesetDefinition, owasp],
    rules: {
      // Nothing is open to pages of other origins: there are no such headers to describe.
      "owasp:api8:2023-define-cors-origin": "off",
      // What can be typed freely has a length and no pattern.
      "owasp:api4:2023-string-restricted": "off",
    },
  });
  const found = await spectral.run((await GET().json()) as Record<string, unknown>);
  const told = found.map(({ code, path, message }) => `${code} ${path.join(".")}: ${message}`);
  expect(told.filter((line) => !WITHOUT_KEY.test(line))).toEqual([]);
});
