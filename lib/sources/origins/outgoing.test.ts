import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { askOutside, type Resolve } from "@/lib/sources/origins/outgoing";
import { OriginFault } from "@/lib/sources/rules/fault";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
// One address of this machine stands for the internet; behind all others lies what must never be asked.
openLoopback("127.0.0.2/32");

let canary: WebServer;
let outside: WebServer;

beforeAll(async () => {
  canary = await serveWeb((_request, response) => response.end("secret"));
  outside = await serveWeb((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://outside");
    const to = searchParams.get("to");
    if (to) return response.writeHead(302, { location: to }).end();
    if (pathname === "/large") return response.writeHead(200, { "content-length": 200 * 1024 ** 2 }).end();
    if (pathname === "/endless") return endless(response);
    if (pathname === "/packed") return response.writeHead(200, { "content-encoding": "gzip" }).end("x");
    if (pathname === "/broken") return request.socket.destroy();
    return response.end(JSON.stringify(request.headers));
  }, "127.0.0.2");
});

/** Says nothing of its length and never ends. */
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 ** 2);
  const more = () => {
    while (response.write(chunk));
    response.once("drain", more);
  };
  more();
}

const partOf = (address: string, options: Parameters<typeof askOutside>[1] = {}) =>
  askOutside(address, options).then(
    () => "reached",
    (error: unknown) => (error instanceof OriginFault ? error.part : error),
  );

const resolvingTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

// Every writing that leads a careless client to this machine, or to where clouds tell their secrets.
describe("an address that leads inside is never connected to", () => {
  test.each([
    "127.0.0.1",
    "localhost",
    "127.1",
    "0",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "①②⑦.0.0.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
  ])("http://%s", async (host) => {
    expect(await partOf(`http://${host}:${canary.port}/`)).toBe("address");
    expect(canary.asked).toEqual([]);
  });

  test.each(["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "100.100.100.200", "10.0.0.1", "192.168.0.1"])(
    "http://%s",
    async (host) => {
      expect(await partOf(`http://${host}/latest/meta-data/`)).toBe("address");
    },
  );

  test("nor by a name, even where only one of its addresses leads inside", async () => {
    const url = `http://images.example.com:${canary.port}/`;
    expect(await partOf(url, { resolve: resolvingTo("127.0.0.1") })).toBe("address");
    expect(await partOf(url, { resolve: resolvingTo("93.184.216.34", "127.0.0.1") })).toBe("address");
    expect(await partOf(url, { resolve: resolvingTo("::ffff:127.0.0.1") })).toBe("address");
    expect(canary.asked).toEqual([]);
  });

  test("nor by a resolver that changes its mind: what was judged is what is connected to", async () => {
    const answers = ["127.0.0.2", "127.0.0.1"];
    const rebinding: Resolve = async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }];
    const { body } = await askOutside(`http://rebind.example.com:${outside.port}/`, { resolve: rebinding });
    await body.cancel();
    expect(answers).toEqual(["127.0.0.1"]);
    expect(await partOf(`http://rebind.example.com:${canary.port}/`, { resolve: rebinding })).toBe("address");
    expect(canary.asked).toEqual([]);
  });

  test.each(["http://127.0.0.1", "http://2130706433", "http://[::ffff:7f00:1]", "//localhost", "http://0"])(
    "nor by a redirect to %s",
    async (host) => {
      const to = encodeURIComponent(`${host}:${canary.port}/`);
      expect(await partOf(`${outside.url}/?to=${to}`)).toBe("address");
      expect(canary.asked).toEqual([]);
    },
  );

  test.each(["file:///etc/passwd", "ftp://example.com/", "gopher://example.com/", "data:,x", "no address"])(
    "nor by %s",
    async (address) => expect(await partOf(address)).toBe("address"),
  );

  test("nor with a password, nor at a port that is for something else", async () => {
    expect(await partOf("http://user:word@example.com/")).toBe("address");
    const resolve = resolvingTo("93.184.216.34");
    for (const port of [22, 25, 3306, 5432, 6379, 11211])
      expect(await partOf(`http://example.com:${port}/`, { resolve })).toBe("address");
  });
});

test("an image that has moved is fetched from where it is, without what was meant for the server before", async () => {
  const sent = { headers: { authorization: "Bearer of this server" } };
  const within = await askOutside(`${outside.url}/?to=%2Fa`, sent);
  expect(await new Response(within.body).json()).toHaveProperty("authorization");
  const other = await serveWeb((request, response) => response.end(JSON.stringify(request.headers)), "127.0.0.2");
  const beyond = await askOutside(`${outside.url}/?to=${encodeURIComponent(other.url)}`, sent);
  expect(await new Response(beyond.body).json()).not.toHaveProperty("authorization");
});

test("a server that leads in circles is given up", async () => {
  const before = outside.asked.length;
  const { status, body } = await askOutside(`${outside.url}/?to=${encodeURIComponent("?to=%3Fto")}`);
  await body.cancel();
  expect(outside.asked.length - before).toBeLessThanOrEqual(4);
  expect([200, 302]).toContain(status);
});

test("each part that fails is named", async () => {
  expect(await partOf("http://127.0.0.2:1/")).toBe("connection");
  expect(await partOf(outside.url.replace("http:", "https:"))).toBe("tls");
  for (const path of ["/large", "/packed", "/broken"]) expect(await partOf(outside.url + path)).toBe("answer");
  const { body } = await askOutside(`${outside.url}/endless`);
  await expect(new Response(body).arrayBuffer()).rejects.toThrow("larger than 100 MB");
});

test("each part that holds is told, in the order of the way", async () => {
  const told: string[] = [];
  const report = (part: string) => told.push(part);
  const resolve = resolvingTo("127.0.0.2");
  const { body } = await askOutside(`http://images.example.com:${outside.port}/`, { resolve, report });
  await body.cancel();
  expect(told).toEqual(["name", "connection"]);
});

test("a host without an address is a fault of name resolution", async () => {
  expect(await partOf("http://nowhere.invalid/")).toBe("name");
});

test("a connection that is kept carries nothing from one request to the next", async () => {
  const kept = await serveWeb((_request, response) => response.end("image"), "127.0.0.2");
  const seen: { socket: Socket; listeners: number }[] = [];
  const note = (message: unknown) => {
    const { socket } = (message as { request: ClientRequest }).request;
    if (socket?.remotePort !== kept.port) return;
    const listeners = socket.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0);
    seen.push({ socket, listeners });
  };
  subscribe("http.client.response.finish", note);
  for (let n = 0; n < 12; n++) await new Response((await askOutside(kept.url)).body).text();
  unsubscribe("http.client.response.finish", note);
  expect(seen).toHaveLength(12);
  expect(new Set(seen.map(({ socket }) => socket)).size).toBe(1);
  expect(seen.at(-1)?.listeners).toBe(seen[1]?.listeners);
});
