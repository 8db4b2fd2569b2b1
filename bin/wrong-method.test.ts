import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainWrongMethod } from "./wrong-method.mjs";

/** Answers as Next does for a route that has GET alone. */
const server = http.createServer((request, response) => {
  response.setHeader("X-Request-Id", "request");
  explainWrongMethod(request, response);
  if (request.method === "OPTIONS") return response.writeHead(204, { Allow: "GET, HEAD, OPTIONS" }).end();
  response.statusCode = request.method === "GET" ? 200 : 405;
  response.flushHeaders();
  response.end(request.method === "GET" ? "here" : undefined);
});

let address = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/me`;
});
afterAll(() => server.close());

test("a method that is not there is refused with those that are", async () => {
  const answer = await fetch(address, { method: "DELETE" });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ status: 405, code: "method_not_allowed", request_id: "request" });
});

test("every other answer goes through as it is", async () => {
  expect(await (await fetch(address)).text()).toBe("here");
});
