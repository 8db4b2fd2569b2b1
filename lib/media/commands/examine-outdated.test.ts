import { buffer } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import PDFDocument from "pdfkit";
import { beforeAll, expect, test } from "vitest";
import { connect, systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { CRONTAB } from "@/lib/jobs/tasks";
import { examineOutdated } from "@/lib/media/commands/examine-outdated";
import { storage } from "@/lib/storage/open";
import { DERIVATIVES, keyOf } from "@/lib/storage/storage";
import { useDataFolder } from "@/lib/testing/data-folder";
import { useServerProcesses } from "@/lib/testing/server-processes";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();
const startServer = useServerProcesses("lib/testing/job-server.ts");

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

async function upload(name: string, content: Buffer | string): Promise<string> {
  const file = new Blob([typeof content === "string" ? content : new Uint8Array(content)]);
  return (await uploadFile(studio.lea, { name, folderId: null, clash: "keep" }, file)).fileId;
}

function pdf(text: string): Promise<Buffer> {
  const document = new PDFDocument();
  document.text(text).end();
  return buffer(document);
}

type Blob = { sha256: string; isExamined: boolean; hasPicture: boolean; isShown: boolean; flaw: string | null };

async function blobOf(fileId: string): Promise<Blob> {
  const [blob] = await systemDb().execute<Blob>(sql`
    select b.sha256, b.examined_at is not null as "isExamined", b.thumbhash is not null as "hasPicture",
      f.thumbhash is not null as "isShown", b.flaw
    from files f join blobs b on b.account_id = f.account_id and b.sha256 = f.sha256 where f.id = ${fileId}`);
  if (!blob) throw new Error(`${fileId} is not there.`);
  return blob;
}

/** As a release left all files that knew no PDF. */
async function forgetPictures(fileIds: readonly string[]): Promise<void> {
  await systemDb().execute(sql`update files set thumbhash = null`);
  await systemDb().execute(sql`
    update blobs set examined_at = now() - interval '1 year', examiner = 0, thumbhash = null, flaw = null`);
  for (const id of fileIds)
    for (const derivative of DERIVATIVES) await storage().remove(keyOf((await blobOf(id)).sha256, derivative));
}

/** The queue is closed to the server. */
async function asOwner<Row>(statement: string): Promise<Row[]> {
  const owner = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const rows = await owner.client.unsafe(statement);
  await owner.end();
  return [...rows] as unknown as Row[];
}

/** In the order in which they are done. */
const jobs = () =>
  asOwner(`select task_identifier as task, queue_name as queue, priority from graphile_worker.jobs
    where task_identifier = 'examineBlob' order by priority`);

const clearJobs = () => asOwner("delete from graphile_worker._private_jobs");

test("a minute brings no more than can be drawn in it", async () => {
  await systemDb().execute(sql`
    insert into blobs (account_id, sha256, size, mime, type, examined_at)
    select ${studio.account.id}, lpad(n::text, 64, '0'), 8, 'application/pdf', 'document', now() from generate_series(1, 30) n`);
  await examineOutdated();
  expect(await jobs()).toHaveLength(20);
  await examineOutdated();
  expect(await jobs()).toHaveLength(30);
  await systemDb().execute(sql`delete from blobs`);
  await clearJobs();
});

test("what a release before this one could not draw is drawn behind everything else, once", async () => {
  const drawn = await upload("brief.pdf", await pdf("Brief"));
  const damaged = await upload("damaged.pdf", (await pdf("Damaged")).subarray(0, 400));
  const text = await upload("notes.txt", "Nothing to draw.");
  await clearJobs();
  await forgetPictures([drawn]);

  await examineOutdated();
  const fresh = await upload("fresh.pdf", await pdf("Fresh"));
  expect(await jobs()).toEqual([
    { task: "examineBlob", queue: null, priority: 0 },
    { task: "examineBlob", queue: "last", priority: 100 },
    { task: "examineBlob", queue: "last", priority: 100 },
  ]);

  // A server that started since does what the one before had not come to.
  await startServer();
  for (const id of [drawn, fresh])
    await expect.poll(() => blobOf(id), { timeout: 30_000 }).toMatchObject({ hasPicture: true, isShown: true });
  await expect.poll(() => blobOf(damaged), { timeout: 30_000 }).toMatchObject({ flaw: expect.any(String) });
  for (const derivative of DERIVATIVES)
    expect(await storage().sizeOf(keyOf((await blobOf(drawn)).sha256, derivative))).toBeGreaterThan(0);

  await expect.poll(jobs).toEqual([]);
  await examineOutdated();
  for (const id of [drawn, damaged, text]) expect(await blobOf(id)).toMatchObject({ isExamined: true });
  expect(CRONTAB).toContain("\n* * * * * examineOutdated");
}, 60_000);
