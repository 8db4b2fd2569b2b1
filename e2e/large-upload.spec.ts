import { createHash, type Hash, randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BrowserContext } from "@playwright/test";
import { Upload } from "tus-js-client";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, signedIn, withDatabase } from "./people";
import { startApp, startEmptyApp } from "./stack";

const MEGABYTE = 1024 ** 2;
/** What the browser sends at once. */
const PIECE = 16 * MEGABYTE;

const filesIn = (databaseUrl: string) =>
  withDatabase(databaseUrl, async (sql) => {
    const rows = await sql<{ sha256: string; size: number }[]>`select sha256, size::float8 as size from files`;
    return rows.map(({ sha256, size }) => ({ sha256, size }));
  });

/** A server of its own, someone who may upload there, and the headers by which it knows them. */
async function startWithPerson(newPerson: (options: { baseURL: string }) => Promise<BrowserContext>) {
  const { databaseUrl, ...app } = await startEmptyApp(surroundings);
  const person = await makePerson(databaseUrl, { role: "account_administrator" });
  const context = await newPerson({ baseURL: app.url });
  await signedIn(databaseUrl, app.url, context, person);
  const [cookie] = await context.cookies();
  const headers = { Cookie: `${cookie?.name}=${cookie?.value}`, Origin: app.url };
  return { app, databaseUrl, headers, endpoint: `${app.url}/api/uploads/${person.account.slug}` };
}

test("the server is killed ten times in the middle of 200 MB: the file comes whole, or is not there", async ({
  newPerson,
}) => {
  const { databaseUrl, endpoint, headers, ...started } = await startWithPerson(newPerson);
  let { app } = started;
  try {
    const bytes = randomBytes(200 * MEGABYTE);
    const whole = { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
    // In the middle of pieces, between two of them, and once the last byte is sent; not a moment before it, or it would be over.
    const kills = [0.03, 0.08, 0.2, 0.32, 0.41, 0.48, 0.63, 0.76, 0.85, 1].map((share) => share * bytes.length);
    let restarting = Promise.resolve();
    const restart = async () => {
      await app.kill();
      // At the last byte it may have come whole without anyone being told.
      const others = (await filesIn(databaseUrl)).filter(({ sha256 }) => sha256 !== whole.sha256);
      expect(others).toEqual([]);
      app = await startApp(surroundings, databaseUrl, { port: app.port });
    };
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint,
        headers,
        metadata: { filename: "film.bin", key: "film" },
        chunkSize: PIECE,
        retryDelays: Array<number>(200).fill(100),
        onShouldRetry: () => true,
        onProgress: (sent) => {
          if (sent < (kills[0] ?? Infinity)) return;
          kills.shift();
          restarting = restarting.then(restart);
          restarting.catch(reject);
        },
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
    });
    await restarting;
    expect(kills).toEqual([]);
    expect(await filesIn(databaseUrl)).toEqual([whole]);
  } finally {
    await app.stop();
  }
});

/** Bytes of memory that the process had at its most. */
function peakOf(pid: number | undefined): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** So many megabytes, no two of which are the same. */
function* megabytes(from: number, to: number, hash: Hash) {
  for (let offset = from; offset < to; offset += MEGABYTE) {
    const bytes = Buffer.alloc(MEGABYTE, String(offset));
    hash.update(bytes);
    yield bytes;
  }
}

/** Sends what comes, as it comes. */
async function send(url: URL, pieces: Iterable<Buffer>, headers: http.OutgoingHttpHeaders) {
  const request = http.request(url, { method: "PATCH", headers });
  const [[answer]] = await Promise.all([
    once(request, "response") as Promise<[http.IncomingMessage]>,
    pipeline(Readable.from(pieces), request),
  ]);
  answer.resume();
  return answer;
}

test("a gigabyte passes through a server that never has 300 MB of memory", async ({ newPerson }, info) => {
  test.skip(process.platform !== "linux", "Other systems do not tell what a process had at its most.");
  const { app, databaseUrl, endpoint, headers } = await startWithPerson(newPerson);
  try {
    const tus = { ...headers, "Tus-Resumable": "1.0.0" };
    const size = 1024 * MEGABYTE;
    const metadata = `filename ${Buffer.from("film.bin").toString("base64")}`;
    const begun = await fetch(endpoint, {
      method: "POST",
      headers: { ...tus, "Upload-Length": String(size), "Upload-Metadata": metadata },
    });
    const place = new URL(begun.headers.get("location") ?? "", app.url);
    const before = peakOf(app.pid);
    const hash = createHash("sha256");
    let told: http.IncomingMessage | undefined;
    for (let offset = 0; offset < size;) {
      // Half of it as a client sends it that knows no pieces.
      const end = offset === 0 ? size / 2 : offset + PIECE;
      told = await send(place, megabytes(offset, end, hash), {
        ...tus,
        "Upload-Offset": String(offset),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": String(end - offset),
      });
      expect(told.statusCode).toBe(204);
      offset = end;
    }
    expect(told?.headers["x-file-id"]).toMatch(/^fil_/);
    const peak = peakOf(app.pid);
    info.annotations.push({
      type: "memory",
      description: `${toMegabytes(before)} MB before, ${toMegabytes(peak)} at most`,
    });
    expect(await filesIn(databaseUrl)).toEqual([{ sha256: hash.digest("hex"), size }]);
    expect(peak).toBeLessThan(300 * 1000 ** 2);
  } finally {
    await app.stop();
  }
});

const toMegabytes = (bytes: number) => Math.round(bytes / 1000 ** 2);
