import { randomBytes } from "node:crypto";
import http from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { Proxy } from "@/db/testing/proxy";
import { readContent } from "@/lib/media/queries/read-content";
import { useDataFolder } from "@/lib/testing/data-folder";
import { useServerProcesses } from "@/lib/testing/server-processes";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { sizeOfPart } from "@/lib/uploads/part-file";

useTestDatabase();
useDataFolder();
const startProcess = useServerProcesses("lib/testing/upload-server.ts");

/** Two processes that share a database and a folder. */
let servers: [Server, Server];
let studio: Studio;
type Server = Awaited<ReturnType<typeof startProcess>>;

const startServer = (databaseUrl = process.env.DATABASE_URL ?? "") =>
  startProcess({
    DATABASE_URL: databaseUrl,
    TEST_ACCOUNT: JSON.stringify(studio.account),
    TEST_MEMBER: studio.lea.memberId,
  });

beforeAll(async () => {
  studio = await makeStudio();
  servers = await Promise.all([startServer(), startServer()]);
});

const begin = async (size: number) =>
  (await beginUpload(studio.lea, { name: "piece.bin", size, folderId: null, clash: "keep" })).id;

type Answer = { fileId?: string; offset?: number; refused?: string };

/** A piece whose bytes come one by one, as over a slow line. `ended`: null where the line was cut. */
function open({ url }: Server, id: string, offset: number, length: number) {
  const request = http.request(`${url}/${id}/${offset}`, { method: "POST", headers: { "Content-Length": length } });
  const ended = new Promise<Answer | null>((resolve) => {
    request.on("error", () => resolve(null));
    request.on("response", async (response) => {
      let text = "";
      for await (const piece of response) text += piece;
      resolve(JSON.parse(text) as Answer);
    });
  });
  return { write: (bytes: Buffer) => void request.write(bytes), end: () => void request.end(), ended };
}

const send = (server: Server, id: string, offset: number, bytes: Buffer) => {
  const piece = open(server, id, offset, bytes.length);
  piece.write(bytes);
  piece.end();
  return piece.ended;
};

const comeTo = async (id: string, size: number) => {
  await expect.poll(() => sizeOfPart(id)).toBe(size);
};

async function stored(fileId = ""): Promise<Buffer> {
  const content = await readContent(studio.lea, fileId, { rendition: "original", use: "download" });
  return Buffer.from(await new Response(await content.read()).arrayBuffer());
}

test("whoever comes later to another server takes over, and nothing that the first still sends gets in", async () => {
  const bytes = randomBytes(3000);
  const id = await begin(bytes.length);
  const slow = open(servers[0], id, 0, bytes.length);
  slow.write(bytes.subarray(0, 1000));
  await comeTo(id, 1000);
  const taken = send(servers[1], id, 1000, bytes.subarray(1000, 2000));
  expect(await slow.ended).toEqual({ refused: "conflict" });
  expect(await taken).toMatchObject({ offset: 2000, fileId: null });
  slow.write(Buffer.alloc(2000, "x"));
  const last = await send(servers[0], id, 2000, bytes.subarray(2000));
  expect((await stored(last?.fileId)).equals(bytes)).toBe(true);
});

test("many connections to both servers end at one file, as it was sent", async () => {
  const bytes = randomBytes(500_000);
  const id = await begin(bytes.length);
  const files = new Set<string>();
  const sendAll = async (server: Server) => {
    while (files.size === 0) {
      const offset = await sizeOfPart(id);
      const answer = await send(server, id, offset, bytes.subarray(offset, offset + 20_000));
      expect(["conflict", undefined]).toContain(answer?.refused);
      if (answer?.fileId) files.add(answer.fileId);
      await nextTurn();
    }
  };
  await Promise.all(servers.flatMap((server) => [sendAll(server), sendAll(server)]));
  expect(files.size).toBe(1);
  expect((await stored([...files][0])).equals(bytes)).toBe(true);
});

test("after a server was killed in the middle of a piece, another goes on at once", async () => {
  const bytes = randomBytes(2000);
  const id = await begin(bytes.length);
  const dying = await startServer();
  const cut = open(dying, id, 0, bytes.length);
  cut.write(bytes.subarray(0, 500));
  await comeTo(id, 500);
  await dying.kill();
  expect(await cut.ended).toBeNull();
  const answer = await send(servers[1], id, 500, bytes.subarray(500));
  expect((await stored(answer?.fileId)).equals(bytes)).toBe(true);
});

test("a server that has lost the database writes no more", async () => {
  const proxy = await Proxy.before(process.env.DATABASE_URL ?? "");
  const lonely = await startServer(proxy.url);
  const bytes = randomBytes(2000);
  const id = await begin(bytes.length);
  const lost = open(lonely, id, 0, bytes.length);
  lost.write(bytes.subarray(0, 500));
  await comeTo(id, 500);
  proxy.stop();
  expect(await lost.ended).toEqual({ refused: expect.stringContaining("no longer") });
  lost.write(Buffer.alloc(500));
  const answer = await send(servers[1], id, 500, bytes.subarray(500));
  expect((await stored(answer?.fileId ?? "")).equals(bytes)).toBe(true);
});
