import { beforeAll, beforeEach } from "vitest";
import type { Hook } from "@/lib/purge/input";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

type Received = { method: string; path: string; id: string; authorization: string; body: string };

/** Stands where a CDN takes calls, and keeps those of the running test. */
export function serveCdn() {
  const received: Received[] = [];
  let server: WebServer;
  let status = 200;
  openLoopback();

  beforeAll(async () => {
    server = await serveWeb(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const { "idempotency-key": id, authorization = "" } = request.headers;
      received.push({ method: request.method ?? "", path: request.url ?? "", id: String(id), authorization, body });
      response.writeHead(status).end("{}");
    });
  });

  beforeEach(() => {
    status = 200;
    received.length = 0;
  });

  return {
    received,
    get port() {
      return server.port;
    },
    get url() {
      return server.url;
    },
    answerWith: (next: number) => {
      status = next;
    },
    hook: (more: Partial<Hook> = {}): Hook => ({
      template: "custom",
      method: "POST",
      url: `${server.url}/purge`,
      headers: [{ name: "Authorization", value: "Bearer t0p-secret" }],
      body: '{"prefixes": {{prefixes}}}',
      ...more,
    }),
  };
}
