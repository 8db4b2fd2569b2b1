import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DiskCache, type Entry } from "@/lib/delivery/cache/disk-cache";
import { MarkSet } from "@/lib/delivery/rules/mark-set";

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-cache-"));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const ONE = 10_000;
const dropped: string[] = [];
const open = (most = 100 * ONE) =>
  DiskCache.open(folder, most, {
    kept: () => undefined,
    dropped: ({ ingredients }) => dropped.push(ingredients[0]?.path ?? ""),
  });

async function put(cache: DiskCache, name: string, facts: Partial<Entry> = {}): Promise<Entry> {
  const file = cache.passing();
  await fs.writeFile(file, Buffer.alloc(ONE, name));
  return cache.keep(file, {
    key: createHash("sha256").update(name).digest("hex"),
    accountId: "acc_1",
    ingredients: [{ sourceId: "src_1", path: name, fileId: null, folderIds: [], tags: [] }],
    isPrivate: false,
    isMaterial: false,
    identity: name,
    mime: "image/webp",
    tag: name,
    lastModified: null,
    maxAge: null,
    originalSize: ONE,
    storedAt: Date.now(),
    freshUntil: Date.now() + 60_000,
    ...facts,
  });
}

const named = (cache: DiskCache) => [...cache.entries].map(({ identity }) => identity);

async function filesBelow(): Promise<number> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.length > 64).length;
}

test("it never holds more than it may, and gives up what was not used the longest", async () => {
  const cache = await open(3 * ONE);
  const first = await put(cache, "a");
  await put(cache, "b");
  await put(cache, "c");
  expect(cache.find(first.key)).toBe(first);
  await put(cache, "d");
  expect(named(cache)).toEqual(["c", "a", "d"]);
  for (let n = 0; n < 20; n++) await put(cache, `x${n}`);
  await cache.settled();
  expect([cache.bytes, await filesBelow()]).toEqual([3 * ONE, 3]);
});

test("it is there again after a start, without what is broken, strange, or too old to know of all purges", async () => {
  const before = await open();
  const kept = await put(before, "kept");
  const cut = await put(before, "cut");
  await put(before, "old", { storedAt: Date.now() - 31 * 24 * 3600_000 });
  await fs.truncate(before.fileOf(cut), ONE);
  await fs.writeFile(path.join(path.dirname(before.fileOf(kept)), "f".repeat(77)), "what is this");
  await fs.writeFile(before.passing(), "half of a");

  const after = await open();
  expect(named(after)).toEqual(["kept"]);
  expect(after.id).toBe(before.id);
  expect(await after.bytesOf(after.find(kept.key) as Entry)).toEqual(Buffer.alloc(ONE, "kept"));
  expect([await filesBelow(), await fs.readdir(path.join(folder, "passing"))]).toEqual([1, []]);
  expect(named(await open(ONE / 2))).toEqual([]);
});

test("what marks cover leaves it, on the disk as well", async () => {
  const cache = await open();
  const of = (path: string, more: object = {}) =>
    put(cache, path, { ingredients: [{ sourceId: "src_1", path, fileId: null, folderIds: [], tags: [], ...more }] });
  await of("press/A.jpg");
  await of("press/b.jpg");
  await of("c.jpg", { fileId: "fil_1", folderIds: ["fld_1", "fld_2"], tags: ["sale"] });
  await of("d.jpg", { sourceId: "src_2" });
  await put(cache, "other", {
    accountId: "acc_2",
    ingredients: [{ sourceId: "src_1", path: "press/b.jpg", fileId: "fil_1", folderIds: [], tags: ["sale"] }],
  });
  const mark = (
    kind: "path" | "prefix" | "source" | "file" | "folder" | "tag",
    sourceId: string | null,
    target: string | null,
  ) => {
    dropped.length = 0;
    cache.dropCovered(new MarkSet([{ accountId: "acc_1", kind, sourceId, target }]));
    return [...dropped];
  };
  expect(mark("path", "src_1", "press")).toEqual([]);
  expect(mark("path", "src_1", "press/a.jpg")).toEqual(["press/A.jpg"]);
  expect(mark("prefix", "src_1", "pre")).toEqual(["press/b.jpg"]);
  for (const [kind, target] of [
    ["file", "fil_1"],
    ["folder", "fld_1"],
    ["tag", "sale"],
  ] as const) {
    expect(mark(kind, null, target)).toEqual(["c.jpg"]);
    await of("c.jpg", { fileId: "fil_1", folderIds: ["fld_1", "fld_2"], tags: ["sale"] });
  }
  expect(mark("source", "src_2", null)).toEqual(["d.jpg"]);
  await cache.settled();
  expect([named(cache), await filesBelow()]).toEqual([["other", "c.jpg"], 2]);
});

test("a result that is given up while it is asked for is not there, and leaves nothing in memory", async () => {
  const cache = await open();
  const entry = await put(cache, "a");
  expect(await cache.bytesOf(entry)).toHaveLength(ONE);
  cache.drop(entry);
  await cache.settled();
  expect([cache.find(entry.key), await cache.bytesOf(entry), cache.bytes]).toEqual([undefined, null, 0]);
});

test("what replaces a result has a file of its own: whoever holds the former one never reads the new one's bytes", async () => {
  const cache = await open();
  const former = await put(cache, "a");
  await fs.copyFile(cache.fileOf(former), `${cache.fileOf(former).slice(0, -12)}${"0".repeat(12)}`);
  const latter = await put(cache, "a", { identity: "newer" });
  expect(cache.fileOf(latter)).not.toBe(cache.fileOf(former));
  await cache.settled();
  expect([await cache.bytesOf(former), cache.holds(former), cache.holds(latter)]).toEqual([null, false, true]);
  expect(cache.bytes).toBe(ONE);
  // As a process leaves them that is killed between the two.
  const after = await open();
  await after.settled();
  expect([named(after).length, await filesBelow(), after.bytes]).toEqual([1, 1, ONE]);
});

test("however many read a result at once, it is in memory once", async () => {
  const cache = await open(1000 * ONE);
  const hot = await put(cache, "hot");
  for (let burst = 0; burst < 150; burst++) {
    const entry = await put(cache, `burst${burst}`);
    await Promise.all(Array.from({ length: 50 }, () => cache.bytesOf(entry)));
  }
  const kept = await cache.bytesOf(hot);
  expect(await cache.bytesOf(hot)).toBe(kept);
});
