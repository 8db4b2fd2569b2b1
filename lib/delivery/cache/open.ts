import fs from "node:fs/promises";
import path from "node:path";
import { DiskCache } from "@/lib/delivery/cache/disk-cache";
import { Marks } from "@/lib/delivery/cache/marks";
import { RenderRecord } from "@/lib/delivery/commands/record-renders";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { onEnd } from "@/lib/stop";

export type Opened = {
  cache: DiskCache;
  marks: Marks;
  /** Writes down what is only in memory; nothing is lost without it but work. */
  settle: () => Promise<void>;
};

const POSITION_WRITTEN_MS = 5_000;

/** The cache in a folder and the marks that concern it. @param most bytes */
async function openCache(folder: string, most: number, onMarks: () => void): Promise<Opened> {
  const record = new RenderRecord();
  const cache = await DiskCache.open(folder, most, record);
  const positionFile = path.join(folder, "position");
  const stored = await fs.readFile(positionFile, "utf8").catch(() => "");
  const known = /^\d+$/.test(stored) ? stored : null;
  // Without the place up to which marks were applied, any of the results may be out of date.
  if (known === null) cache.dropAll();

  let position: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const writePosition = async () => {
    clearTimeout(timer);
    timer = undefined;
    const reached = position;
    if (reached === null) return;
    // First what the marks cover goes from the disk, then the place moves beyond them.
    await cache.settled();
    await fs.writeFile(`${positionFile}.passing`, reached);
    await fs.rename(`${positionFile}.passing`, positionFile);
  };
  const marks = new Marks(known, (read) => {
    if (read.isLost) cache.dropAll();
    else cache.dropCovered(read.marks);
    if (read.isLost || !read.marks.isEmpty) onMarks();
    if (read.position === position) return;
    position = read.position;
    timer ??= setTimeout(
      () => void writePosition().catch((error: unknown) => log.fault("cache.position", error)),
      POSITION_WRITTEN_MS,
    ).unref();
  });
  void record.begin(cache.id, cache.entries).catch((error: unknown) => log.fault("renders.unrecorded", error));
  const settle = async () => {
    await record.flush();
    await writePosition();
  };
  return { cache, marks, settle };
}

// Next bundles this file more than once; there is one cache a process.
const kept = globalThis as typeof globalThis & {
  apertureCache?: Promise<Opened>;
  apertureFailures?: Map<string, Failure>;
};

/** Why something could not be had, and until when nobody tries again. */
type Failure = { error: Error; until: number };

/** What failed a moment ago, by its key. Forgotten with the first mark. */
export const failures = (kept.apertureFailures ??= new Map());

/** The cache of this server. */
export function openedCache(): Promise<Opened> {
  if (!kept.apertureCache) {
    const folder = path.resolve(env().APERTURE_CACHE ?? path.join(env().APERTURE_DATA, "cache"));
    kept.apertureCache = openCache(folder, env().APERTURE_CACHE_MB * 1024 ** 2, () => failures.clear());
    kept.apertureCache.catch(() => (kept.apertureCache = undefined));
    onEnd(async () => (await kept.apertureCache)?.settle());
  }
  return kept.apertureCache;
}
