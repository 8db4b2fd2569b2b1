import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { DiskCache, Entry } from "@/lib/delivery/cache/disk-cache";
import type { Facts } from "@/lib/delivery/cache/entry-file";
import { failures, openedCache, type Opened } from "@/lib/delivery/cache/open";
import { type FilePart, renderer } from "@/lib/delivery/renderer";
import { isRendered } from "@/lib/delivery/rules/format";
import { secondsToKeep } from "@/lib/delivery/rules/freshness";
import {
  type Format,
  keyOfTransformation,
  NO_TRANSFORMATION,
  type Transformation,
} from "@/lib/delivery/rules/transformation";
import { AppError } from "@/lib/errors";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { openOriginal, type Original } from "@/lib/sources/queries/open-original";
import { OriginFault } from "@/lib/sources/rules/fault";

/** Bytes of an original that is still delivered. */
const LARGEST_ORIGINAL = 200 * 1024 ** 2;
const ORIGIN_SECONDS = 30;
/** Purged while it was being made, something is made anew so many times. */
const ATTEMPTS = 3;
const MOST_FAILURES = 10_000;

export type Obtained = { entry: Entry; isHit: boolean };

type Made = (opened: Opened, former: Entry | undefined) => Promise<Entry>;

const flights = new Map<string, Promise<Entry>>();

const keyOf = ({ id, deployment }: DeliveredSource, path: string, what: string): string =>
  createHash("sha256")
    .update(JSON.stringify([id, deployment, path, what]))
    .digest("hex");

const originalKey = (source: DeliveredSource, path: string) => keyOf(source, path, "original");

const renderKey = (
  source: DeliveredSource,
  path: string,
  { steps, quality, lossless }: Transformation,
  format: Format | null,
) => keyOf(source, path, keyOfTransformation({ steps, quality, lossless, format, dpr: 1, original: false }));

/** What is here and fresh of what an address asks for, without asking anyone but for purges. */
export async function findRender(
  source: DeliveredSource,
  path: string,
  transformation: Transformation,
  format: Format | null,
): Promise<Entry | null> {
  const opened = await openedCache();
  await opened.marks.current();
  return findFresh(opened.cache, renderKey(source, path, transformation, format));
}

function findFresh(cache: DiskCache, key: string): Entry | null {
  const entry = cache.find(key);
  return entry && entry.freshUntil > Date.now() ? entry : null;
}

/** From the cache, or made; however many ask at once, it is made once. */
async function obtain(source: DeliveredSource, key: string, make: Made): Promise<Obtained> {
  const opened = await openedCache();
  await opened.marks.current();
  const known = findFresh(opened.cache, key);
  if (known) return { entry: known, isHit: true };
  const failed = failures.get(key);
  if (failed && failed.until > Date.now()) throw failed.error;

  let flight = flights.get(key);
  if (!flight) {
    flight = fly(opened, key, make);
    flights.set(key, flight);
    flight.catch((error: unknown) => remember(source, key, error)).finally(() => flights.delete(key));
  }
  return { entry: await flight, isHit: false };
}

/** What was begun before a purge is not handed out after it, also not to those who have been waiting. */
async function fly(opened: Opened, key: string, make: Made): Promise<Entry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const watch = opened.marks.watch();
    try {
      const entry = await make(opened, opened.cache.find(key));
      if (!watch.covers(entry.accountId, entry.ingredients)) return entry;
      opened.cache.drop(entry);
    } catch (error) {
      // What it needs was purged, or gave way to something else, before it could be read.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    } finally {
      watch.end();
    }
  }
  throw new AppError("unavailable", "This image is being changed.", { retryAfter: 1 });
}

/** An origin that fails is left in peace for as long as the source says. The library is at hand: it is asked each time. */
function remember({ type, config }: DeliveredSource, key: string, error: unknown): void {
  if (!(error instanceof AppError) || (error.code === "unavailable" && !(error instanceof OriginFault))) return;
  if (type === "library" && error.code === "not_found") return;
  if (failures.size >= MOST_FAILURES) failures.clear();
  failures.set(key, { error, until: Date.now() + config.cache.errorSeconds * 1000 });
}

/** The original of a picture, in the cache. @throws notFound, OriginFault and AppError `too_large` */
export function obtainOriginal(source: DeliveredSource, path: string): Promise<Obtained> {
  const key = originalKey(source, path);
  return obtain(source, key, async ({ cache }, former) => {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ORIGIN_SECONDS * 1000)]);
    const original = await openOriginal(source, path, { signal });
    const seconds = secondsToKeep(source.config.cache, original.maxAge);
    const until = { freshUntil: Date.now() + seconds * 1000, maxAge: original.maxAge };
    if (former?.identity === original.identity && isPlacedAlike(former, original)) {
      await original.bytes.cancel();
      stop.abort();
      return cache.renew(former, until);
    }
    const file = cache.passing();
    try {
      const { size, tag } = await receive(original, file);
      const { fileId, folderIds, tags, isPrivate, identity, mime, lastModified } = original;
      return await cache.keep(file, {
        key,
        accountId: source.accountId,
        ingredients: [{ sourceId: source.id, path, fileId, folderIds, tags }],
        isPrivate,
        isMaterial: isRendered(mime, NO_TRANSFORMATION, true),
        identity,
        mime,
        tag,
        lastModified: lastModified?.getTime() ?? null,
        originalSize: size,
        storedAt: Date.now(),
        ...until,
      });
    } finally {
      await fs.rm(file, { force: true });
    }
  });
}

/** Whether purges would still find it by what it is. */
const isPlacedAlike = (
  { ingredients: [known], isPrivate }: Entry,
  { fileId, folderIds, tags, ...original }: Original,
) =>
  known?.fileId === fileId &&
  isPrivate === original.isPrivate &&
  JSON.stringify([known.folderIds, known.tags]) === JSON.stringify([folderIds, tags]);

async function receive({ bytes, size: announced }: Original, file: string): Promise<{ size: number; tag: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > LARGEST_ORIGINAL ? tooLarge : null, chunk);
    },
  });
  if (announced !== null && announced > LARGEST_ORIGINAL) {
    await bytes.cancel();
    throw tooLarge;
  }
  await pipeline(Readable.fromWeb(bytes as unknown as NodeStream), measure, createWriteStream(file));
  return { size, tag: hash.digest("hex").slice(0, 32) };
}

const tooLarge = new AppError("too_large", "This file is too large to be delivered.");

/**
 * What is made of an original.
 *
 * @param found the original, as it was found a moment ago
 * @throws the same, and AppError `invalid` for what cannot be rendered
 */
export function obtainRender(
  source: DeliveredSource,
  path: string,
  transformation: Transformation,
  format: Format | null,
  found: Entry,
): Promise<Obtained> {
  const key = renderKey(source, path, transformation, format);
  return obtain(source, key, async ({ cache }, former) => {
    // Purged since, it is no longer there, and has to be read anew.
    const original = cache.find(found.key) === found ? found : (await obtainOriginal(source, path)).entry;
    const marks = await Promise.all(
      transformation.steps.map(({ watermark }) => (watermark ? obtainOriginal(source, watermark.path) : null)),
    );
    const used = [original, ...marks.flatMap((mark) => mark?.entry ?? [])];
    const facts = combine(used);
    if (former?.identity === facts.identity) return cache.renew(former, facts);

    const links: string[] = [];
    const into = cache.passing();
    try {
      // A second name, should the cache give the first away while it is read.
      const link = async (entry: Entry): Promise<FilePart> => {
        const file = cache.passing();
        links.push(file);
        await fs.link(cache.fileOf(entry), file);
        return { file, size: entry.size };
      };
      const { steps, quality, lossless } = transformation;
      const parts = [];
      for (const mark of marks) parts.push(mark && (await link(mark.entry)));
      const job = { original: await link(original), marks: parts, steps, quality, lossless, format, into };
      const rendered = await renderer().render(job);
      return await cache.keep(into, {
        ...facts,
        key,
        mime: `image/${rendered.format}`,
        tag: await tagOf(into),
        storedAt: Date.now(),
      });
    } finally {
      await Promise.all([into, ...links].map((file) => fs.rm(file, { force: true })));
    }
  });
}

/** What several originals say together: the strictest of them counts. */
function combine(used: readonly Entry[]): Omit<Facts, "key" | "mime" | "tag" | "storedAt"> {
  const ages = used.flatMap(({ maxAge }) => maxAge ?? []);
  const changes = used.flatMap(({ lastModified }) => lastModified ?? []);
  return {
    accountId: used[0]?.accountId ?? "",
    ingredients: used.flatMap(({ ingredients }) => ingredients),
    isPrivate: used.some(({ isPrivate }) => isPrivate),
    isMaterial: false,
    identity: JSON.stringify(used.map(({ identity }) => identity)),
    lastModified: changes.length > 0 ? Math.max(...changes) : null,
    maxAge: ages.length > 0 ? Math.min(...ages) : null,
    originalSize: used[0]?.size ?? 0,
    freshUntil: Math.min(...used.map(({ freshUntil }) => freshUntil)),
  };
}

async function tagOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex").slice(0, 32);
}
