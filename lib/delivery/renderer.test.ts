import fs from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { Renderer } from "@/lib/delivery/renderer";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";
import { quarters, startRenderer } from "@/lib/delivery/testing/drawing";
import { AppError } from "@/lib/errors";

const started = startRenderer();
const { partOf, place, render } = started;

test.each([
  ["nothing at all", () => Buffer.alloc(0)],
  ["a text", () => "not a picture"],
  ["a broken-off JPEG", async () => (await quarters().jpeg().toBuffer()).subarray(0, 700)],
  ["a drawing as large as a field", () => '<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>'],
  ["a document of another kind", () => "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"],
])("%s is refused in words, and the next is rendered", async (_, make) => {
  await expect(render("w=100", await make())).rejects.toThrow(/^This picture (cannot be read|takes too much work)/);
  expect((await render("w=100")).width).toBe(100);
});

const HOPELESS = "w=8000&blur=500&fm=avif";
const jobs = async () => {
  const original = await partOf(await quarters().png().toBuffer());
  return (query: string) => {
    const { steps, format } = readTransformation(query);
    const wanted = format === "auto" ? null : format;
    return { original, marks: [null], steps, quality: 90, lossless: false, format: wanted, into: place() };
  };
};

test("what is no longer there is told apart from what cannot be read", async () => {
  const job = (await jobs())("w=100");
  await fs.rm(job.original.file);
  await expect(started.renderer.render(job)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a process that takes too long is killed and replaced, and who waits behind it is served", async () => {
  const job = await jobs();
  const own = new Renderer(1, { seconds: 6, memory: 512 * 1024 ** 2 }); // a busy machine starts a process in some of them
  const hopeless = own.render(job(HOPELESS));
  const behind = own.render(job("w=100"));
  await expect(hopeless).rejects.toThrow("takes too much work");
  expect(await behind).toMatchObject({ width: 100, height: 50 });
  own.stop();
});

/** Of this process, where the system tells. */
const childrenNow = async (): Promise<string[]> =>
  (await fs.readFile(`/proc/self/task/${process.pid}/children`, "utf8")).match(/\d+/g) ?? [];

test.runIf(process.platform === "linux")("a process that the system kills is replaced", async () => {
  const job = await jobs();
  const before = await childrenNow();
  const own = new Renderer(1);
  const killed = own.render(job(HOPELESS));
  const behind = own.render(job("w=100"));
  const [pid] = (await childrenNow()).filter((child) => !before.includes(child));
  process.kill(Number(pid), "SIGKILL");
  await expect(killed).rejects.toThrow("takes too much work");
  expect(await behind).toMatchObject({ width: 100, height: 50 });
  expect(await own.render(job("w=50"))).toMatchObject({ width: 50, height: 25 });
  own.stop();
});

test("beyond what can wait, renders are refused at once with the time to come again", async () => {
  const own = new Renderer(1);
  const original = await partOf(await quarters().png().toBuffer());
  const { steps } = readTransformation("w=100");
  const ask = async () =>
    own.render({ original, marks: [null], steps, quality: null, lossless: false, format: null, into: place() });
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, ask));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBeGreaterThan(20);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "unavailable", details: { retryAfter: 2 } });
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled").length).toBeGreaterThanOrEqual(32);
  own.stop();
});

const corpus = process.env.APERTURE_CORPUS;

test.runIf(corpus)(
  "every file of the corpus is rendered or refused in words",
  async () => {
    const entries = await fs.readdir(corpus ?? "", { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const before = process.memoryUsage().rss;
    const { steps } = readTransformation("w=100&h=80&fit=crop&crop=attention&sharp=10&corner-radius=9");
    const answers: string[] = [];
    const total = files.length;
    const renderRest = async () => {
      for (let file = files.pop(); file; file = files.pop()) {
        const original = { file, size: (await fs.stat(file)).size };
        const job = { original, marks: [null], steps, quality: null, lossless: false, format: "webp" as const };
        const answer = started.renderer.render({ ...job, into: place() });
        answers.push(
          await answer.then(
            () => "rendered",
            (error: unknown) => (error instanceof AppError ? error.code : String(error)),
          ),
        );
      }
    };
    await Promise.all([renderRest(), renderRest(), renderRest()]);
    expect(new Set(answers)).toEqual(new Set(["rendered", "invalid"]));
    expect(answers.filter((answer) => answer === "rendered").length).toBeGreaterThan(total / 4);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
  },
  600_000,
);
