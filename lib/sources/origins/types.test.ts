import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { openBucket } from "@/lib/storage/bucket";
import { OriginFault } from "@/lib/sources/rules/fault";
import { tryOrigin } from "@/lib/sources/queries/try-origin";
import { openOriginal } from "@/lib/sources/queries/open-original";
import { readConfig, type SourceType } from "@/lib/sources/rules/config";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

let folder: string;
let s3: S3rver;
let endpoint: string;
let web: WebServer;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-origins-"));
  s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "press", configs: [] }],
  });
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
  const bucket = openBucket(`${endpoint.replace("//", "//S3RVER:S3RVER@")}/press?region=us-east-1`);
  const file = path.join(folder, "picture");
  await fs.writeFile(file, PNG);
  await bucket.put("2027/hero one.png", file);
  await fs.writeFile(file, "no picture at all");
  await bucket.put("2027/notes.png", file);
  web = await serveWeb((request, response) => {
    if (request.url === "/hero.png?v=2") return response.writeHead(200, { etag: '"2"' }).end(PNG);
    return response.writeHead(request.url === "/closed/2027" ? 401 : 404).end();
  });
});

afterAll(async () => {
  await s3.close();
  await fs.rm(folder, { recursive: true, force: true });
});

const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

const source = (type: SourceType, origin: Record<string, string>, secrets: Record<string, string> = {}) => ({
  accountId: "acc_none",
  type,
  config: readConfig({ origin, basePath: type === "web_proxy" ? "" : "2027" }),
  secrets,
});

const bucket = (changes: Record<string, string> = {}, secrets = KEYS) =>
  source("s3_compatible", { endpoint, bucket: "press", region: "us-east-1", ...changes }, secrets);

const open = (from: ReturnType<typeof source>, path: string) =>
  openOriginal(from, path, { signal: AbortSignal.timeout(5_000) });

/** What a connection test says: the parts that hold, and the one that fails. */
async function tried(from: ReturnType<typeof source>, images: string[] = []) {
  const held: string[] = [];
  try {
    await tryOrigin(from, images, (part) => held.push(part));
    return { held, failed: null };
  } catch (error) {
    if (error instanceof OriginFault) return { held, failed: error.part };
    throw error;
  }
}

test("a bucket gives its objects", async () => {
  const { bytes, ...original } = await open(bucket(), "hero one.png");
  expect(Buffer.from(await new Response(bytes).arrayBuffer())).toEqual(PNG);
  expect(original).toMatchObject({ size: PNG.length, mime: "image/png", lastModified: expect.any(Date) });
  await expect(open(bucket(), "none.png")).rejects.toMatchObject({ code: "not_found" });
});

test("the connection test of a bucket names what fails", async () => {
  expect(await tried(bucket(), ["hero one.png"])).toEqual({
    held: ["connection", "credentials", "bucket", "path", "image"],
    failed: null,
  });
  expect((await tried(bucket({}, { ...KEYS, accessKeyId: "OTHER" }))).failed).toBe("credentials");
  expect((await tried(bucket({ bucket: "nothing" }))).failed).toBe("bucket");
  expect((await tried(bucket(), ["none.png"])).failed).toBe("path");
  expect((await tried(bucket(), ["notes.png"])).failed).toBe("image");
  expect((await tried(bucket({ endpoint: "http://127.0.0.1:1" }))).failed).toBe("connection");
  expect((await tried(bucket({ endpoint: "http://nowhere.invalid" }))).failed).toBe("name");
  expect((await tried(bucket({ endpoint: "http://169.254.169.254" }))).failed).toBe("address");
});

test.each([
  ["SignatureDoesNotMatch", "credentials"],
  ["ExpiredToken", "credentials"],
  ["PermanentRedirect", "bucket"],
  ["SlowDown", "answer"],
])("a storage that answers %s fails at its %s", async (code, part) => {
  const storage = await serveWeb((_request, response) =>
    response.writeHead(403).end(`<Error><Code>${code}</Code></Error>`),
  );
  expect((await tried(bucket({ endpoint: storage.url }))).failed).toBe(part);
});

test("a key that may not list a bucket may still read it", async () => {
  const storage = await serveWeb((request, response) =>
    request.url?.includes("list-type")
      ? response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>")
      : response.writeHead(200).end(PNG),
  );
  expect(await tried(bucket({ endpoint: storage.url }), ["hero one.png"])).toEqual({
    held: ["connection", "credentials", "permission", "path", "image"],
    failed: null,
  });
});

test("a storage that cannot be understood answered with no status of its own", async () => {
  const storage = await serveWeb((_request, response) => response.writeHead(200).end("Welcome"));
  await expect(tryOrigin(bucket({ endpoint: storage.url }), [], () => undefined)).rejects.toMatchObject({
    part: "answer",
    message: expect.stringMatching(/^The storage could not be asked: /),
  });
});

test("Amazon's own buckets are asked at the address of their region", async () => {
  const amazon = source("s3", { bucket: "press", region: "nowhere-0" }, KEYS);
  expect((await tried(amazon)).failed).toBe("name");
});

test("a web folder that asks for a password fails at its credentials", async () => {
  expect((await tried(source("web_folder", { url: `${web.url}/closed` }))).failed).toBe("credentials");
});

test("a web proxy fetches whole addresses, from the hosts it knows alone", async () => {
  const any = source("web_proxy", {});
  expect((await open(any, `${web.url}/hero.png?v=2`)).identity).toBe('"2"-unknown');
  expect((await open(any, `${web.url.replace("//", "/")}/hero.png?v=2`)).mime).toBe("image/png");
  await expect(open(any, "hero.png")).rejects.toMatchObject({ code: "not_found" });
  await expect(open(any, "file:///etc/passwd")).rejects.toMatchObject({ code: "not_found" });
  const known = source("web_proxy", { hosts: "images.example.com, *.example.org" });
  await expect(open(known, `${web.url}/hero.png?v=2`)).rejects.toMatchObject({ part: "address" });
  await expect(open(known, "https://example.org/a.png")).rejects.toMatchObject({ part: "address" });
});
