import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { answerTus } from "@/lib/http/tus";
import { deleteItems } from "@/lib/media/commands/trash";
import { findFile } from "@/lib/media/queries/find-file";
import { listVersions } from "@/lib/media/queries/list-versions";
import { readContent } from "@/lib/media/queries/read-content";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { appendPart, sizeOfPart } from "@/lib/uploads/part-file";

useTestDatabase();
const dataFolder = useDataFolder();

let studio: Studio;
let server: http.Server;
let endpoint: string;
let asking: MediaActor;

/** Stands between the client and the door, as Next does. */
beforeAll(async () => {
  studio = await makeStudio();
  asking = studio.lea;
  server = http.createServer(async (incoming, outgoing) => {
    const hasBody = incoming.method === "POST" || incoming.method === "PATCH";
    const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" } : {};
    const request = new Request(`http://localhost${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers as Record<string, string>,
      ...body,
    });
    const id = /^\/uploads\/([^/]+)$/.exec(incoming.url ?? "")?.[1] ?? null;
    const answer = await answerTus(request, asking, { base: "/uploads", id: id && decodeURIComponent(id) });
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/uploads`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Sends a file as a browser does; answers the address of the upload and the file that came of it. */
function send(
  bytes: Buffer,
  metadata: Record<string, string>,
  options: object = {},
): Promise<{ url: string; fileId: string }> {
  return new Promise((resolve, reject) => {
    let fileId = "";
    const upload = new Upload(bytes, {
      endpoint,
      chunkSize: 1024 ** 2,
      retryDelays: null,
      metadata,
      onAfterResponse: (_, response) => {
        fileId = response.getHeader("x-file-id") ?? fileId;
      },
      onError: reject,
      onSuccess: () => resolve({ url: upload.url ?? "", fileId }),
      ...options,
    });
    upload.start();
  });
}

const TUS = { "Tus-Resumable": "1.0.0" };
const BYTES = { ...TUS, "Content-Type": "application/offset+octet-stream" };

/** Begins an upload without a client; answers its address. */
async function begin(size: number, metadata: Record<string, string> = { filename: "a.bin" }): Promise<Response> {
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`);
  return fetch(endpoint, {
    method: "POST",
    headers: { ...TUS, "Upload-Length": String(size), "Upload-Metadata": pairs.join(",") },
  });
}

const addressOf = (answer: Response) => new URL(answer.headers.get("location") ?? "", endpoint).href;

const patch = (url: string, offset: number, body: Buffer, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "PATCH",
    headers: { ...BYTES, "Upload-Offset": String(offset), ...headers },
    body: new Uint8Array(body),
  });

const stored = async (fileId: string) => {
  const content = await readContent(studio.lea, fileId, { rendition: "original", use: "download" });
  return Buffer.from(await new Response(await content.read()).arrayBuffer());
};

test("a file comes in pieces and is there as it was sent", async () => {
  const bytes = randomBytes(5 * 1024 ** 2 + 17);
  const folder = await putFolder(studio.account, "drop");
  const { fileId } = await send(bytes, { filename: "Ünïcode ✓.bin", folder_id: folder });
  const file = await findFile(studio.lea, fileId);
  expect(file).toMatchObject({
    name: "Ünïcode ✓.bin",
    size: bytes.length,
    folderId: folder,
    version: 1,
    sha256: sha256(bytes),
  });
  expect(file.owner).toMatchObject({ id: studio.lea.memberId });
  expect((await stored(fileId)).equals(bytes)).toBe(true);
});

test("an upload that broke off goes on where it was", async () => {
  const bytes = randomBytes(6 * 1024 ** 2);
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint,
      chunkSize: 1024 ** 2,
      retryDelays: null,
      metadata: { filename: "broken.bin" },
      onError: reject,
      onChunkComplete: (_, sent) => {
        if (sent < 2 * 1024 ** 2) return;
        void upload.abort().then(() => resolve(upload.url ?? ""));
      },
    });
    upload.start();
  });
  const { fileId } = await send(bytes, { filename: "broken.bin" }, { uploadUrl: url });
  expect((await stored(fileId)).equals(bytes)).toBe(true);
});

test("where the server died after the last byte, asking again makes the file, and only one", async () => {
  const bytes = randomBytes(1000);
  const url = addressOf(await begin(bytes.length, { filename: "late.bin" }));
  const id = url.split("/").at(-1) ?? "";
  const whole = { offset: 0, most: bytes.length, checksum: null, signal: new AbortController().signal };
  await appendPart(id, Readable.from([bytes]), whole);
  const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(url, { method: "HEAD", headers: TUS })));
  const ids = new Set(answers.map((answer) => answer.headers.get("x-file-id")));
  expect(ids.size).toBe(1);
  expect(await stored([...ids][0] ?? "")).toEqual(bytes);
  const [files] = await systemDb().execute(sql`
    select count(*)::int as count from files where account_id = ${studio.account.id} and name like 'late%'`);
  expect(files).toEqual({ count: 1 });
});

test("an upload begun again under its key is the same one, however far it has come", async () => {
  const bytes = randomBytes(2000);
  const metadata = { filename: "lost answer.bin", clash: "skip", key: "a page's own name for it" };
  const begun = await Promise.all(Array.from({ length: 10 }, () => begin(bytes.length, metadata)));
  const [url = "", ...others] = new Set(begun.map(addressOf));
  expect(others).toEqual([]);
  expect((await patch(url, 0, bytes.subarray(0, 800))).status).toBe(204);
  expect(addressOf(await begin(bytes.length, metadata))).toBe(url);
  const { fileId } = await send(bytes, metadata, { retryDelays: [0] });
  expect(await send(bytes, metadata, { retryDelays: [0] })).toEqual({ url, fileId });
  expect(await stored(fileId)).toEqual(bytes);

  const { url: another } = await send(bytes, { ...metadata, filename: "other.bin", key: "another" });
  expect(another).not.toBe(url);
  asking = studio.mira;
  const foreign = addressOf(await begin(bytes.length, { ...metadata, filename: "hers.bin" }));
  asking = studio.lea;
  expect(foreign).not.toBe(url);
});

test("bytes that do not fit their checksum are thrown away", async () => {
  const bytes = randomBytes(500);
  const url = addressOf(await begin(bytes.length));
  const wrong = { "Upload-Checksum": `sha256 ${base64("nonsense")}` };
  expect((await patch(url, 0, bytes, wrong)).status).toBe(460);
  expect((await fetch(url, { method: "HEAD", headers: TUS })).headers.get("upload-offset")).toBe("0");
  const right = { "Upload-Checksum": `sha256 ${createHash("sha256").update(bytes).digest("base64")}` };
  expect((await patch(url, 0, bytes, right)).status).toBe(204);
});

test("what a connection may still take back is not stored", async () => {
  const bytes = randomBytes(500);
  const url = addressOf(await begin(bytes.length, { filename: "taken back.bin" }));
  const open = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(bytes)) });
  const request = new Request(url, {
    method: "PATCH",
    headers: { ...BYTES, "Upload-Offset": "0", "Upload-Checksum": `sha256 ${base64("nonsense")}` },
    body: open,
    duplex: "half",
  } as RequestInit);
  const id = url.split("/").at(-1) ?? "";
  const answer = answerTus(request, studio.lea, { base: "/uploads", id });
  await expect.poll(() => sizeOfPart(id)).toBe(bytes.length);
  const asked = await fetch(url, { method: "HEAD", headers: TUS });
  expect(asked.headers.get("upload-offset")).toBe("0");
  expect((await answer).status).toBe(409);
  expect((await patch(url, 0, bytes)).status).toBe(204);
});

test("nobody else's upload exists", async () => {
  const url = addressOf(await begin(10));
  asking = studio.mira;
  const answers = [
    await fetch(url, { method: "HEAD", headers: TUS }),
    await patch(url, 0, Buffer.alloc(10)),
    await fetch(url, { method: "DELETE", headers: TUS }),
  ];
  asking = studio.lea;
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await fetch(url, { method: "DELETE", headers: TUS })).status).toBe(204);
  expect((await fetch(url, { method: "HEAD", headers: TUS })).status).toBe(404);
});

test("what does not fit is refused: too large, out of turn, more than announced, unknown versions", async () => {
  expect((await begin(6 * 1024 ** 3)).status).toBe(413);
  const url = addressOf(await begin(10));
  expect((await patch(url, 5, Buffer.alloc(5))).status).toBe(409);
  expect((await patch(url, 0, Buffer.alloc(11))).status).toBe(413);
  expect((await fetch(url, { method: "HEAD" })).status).toBe(412);
  expect((await fetch(url, { method: "PATCH", headers: { ...TUS, "Upload-Offset": "0" } })).status).toBe(415);
  expect((await begin(10, { filename: "a", evil: "b" })).status).toBe(422);
  expect((await begin(10, { filename: "a", folder_id: "../.." })).status).toBe(422);
});

test("whoever may not put it there is refused, also when that changed while the bytes came", async () => {
  const shared = await putFolder(studio.account, "shared");
  const other = await putFolder(studio.account, "other");
  await putShare(studio.account, shared, studio.jonah.memberId, "manage");
  asking = studio.jonah;
  const statuses = [
    (await begin(10)).status,
    (await begin(10, { filename: "a", folder_id: other })).status,
    (await begin(10, { filename: "a", folder_id: shared })).status,
  ];
  const url = addressOf(await begin(10, { filename: "late", folder_id: shared }));
  await deleteItems(studio.lea, { fileIds: [], folderIds: [shared] });
  statuses.push((await patch(url, 0, Buffer.alloc(10))).status);
  asking = studio.lea;
  expect(statuses).toEqual([403, 404, 201, 404]);
});

test("a name that is taken: a new version, a file beside it, or none", async () => {
  const folder_id = await putFolder(studio.account, "clash");
  const first = await send(Buffer.from("one"), { filename: "cat.jpg", folder_id });
  const beside = await send(Buffer.from("two"), { filename: "CAT.jpg", folder_id });
  const version = await send(Buffer.from("three"), { filename: "cat.jpg", folder_id, clash: "version" });
  const refused = await begin(3, { filename: "cat.jpg", folder_id, clash: "skip" });
  expect((await findFile(studio.lea, beside.fileId)).name).toBe("CAT (2).jpg");
  expect(version.fileId).toBe(first.fileId);
  expect((await listVersions(studio.lea, first.fileId)).map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(refused.status).toBe(409);
});

const ESCAPES = [
  "../../../../etc/passwd",
  String.raw`..\..\..\windows\win.ini`,
  "/etc/shadow",
  "C:\\boot.ini",
  "....//....//x",
  "%2e%2e%2fx",
  "..%c0%af..%c0%afx",
  "a\0b.png",
  "\u202egnp.exe",
  "con",
  "NUL.txt",
  ".",
  "..",
  " ",
  `${"ä".repeat(400)}.jpg`,
  "<script>alert(1)</script>.html",
  'a"b\r\nX-Evil: 1.png',
  "\u2025/\uff0e\uff0e/\uff0f",
];

test("no name and no id leads out of the folder", async () => {
  for (const filename of ESCAPES) {
    const { fileId } = await send(Buffer.from(filename), { filename });
    const { name } = await findFile(studio.lea, fileId);
    expect(name).not.toMatch(/[/\\\p{Cc}\u202e]|^\.\.?$/u);
    expect(Buffer.byteLength(name)).toBeLessThan(256);
  }
  for (const id of [...ESCAPES, "upl_../../../../etc/passwd", "upl_0000000000000000000000/.."]) {
    const url = `${endpoint}/${encodeURIComponent(id)}`;
    expect([404, 405]).toContain((await fetch(url, { method: "HEAD", headers: TUS })).status);
    expect([404, 405]).toContain((await patch(url, 0, Buffer.alloc(1))).status);
  }
  expect(await fs.readdir(path.dirname(dataFolder()))).toEqual(["data"]);
  expect((await fs.readdir(dataFolder())).toSorted()).toEqual(["media", "uploads"]);
});
