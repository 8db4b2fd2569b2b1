import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { DiskCache, Entry } from "@/lib/delivery/cache/disk-cache";
import { keyOf, obtain, type Obtained } from "@/lib/delivery/queries/obtain";
import { isRendered } from "@/lib/delivery/rules/format";
import { secondsToKeep } from "@/lib/delivery/rules/freshness";
import { NO_TRANSFORMATION } from "@/lib/delivery/rules/transformation";
import { Turns } from "@/lib/delivery/rules/turns";
import { AppError } from "@/lib/errors";
import { tracesIn } from "@/lib/films/film-file";
import { isFilm } from "@/lib/films/traces";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { openOriginal, type Original } from "@/lib/sources/queries/open-original";

/** Bytes of an original that is still delivered. */
const LARGEST_ORIGINAL = 200 * 1024 ** 2;
const ORIGIN_SECONDS = 30;

/** Of each source, so that a slow one keeps nobody from the others. */
const fetches = new Turns({ atOnce: 24, waiting: 200 });

/** The original of a picture, in the cache. @throws notFound, OriginFault and AppError `too_large` */
export function obtainOriginal(source: DeliveredSource, path: string): Promise<Obtained> {
  const key = keyOf(source, path, "original");
  return obtain(source, key, ({ cache }, former) =>
    fetches.run(source.id, () => fetchOriginal(source, path, { key, cache, former })),
  );
}

/** An original that was found a moment ago: purged since, it is no longer there, and has to be read anew. */
export const stillThere = async (cache: DiskCache, source: DeliveredSource, path: string, found: Entry) =>
  cache.find(found.key) === found ? found : (await obtainOriginal(source, path)).entry;

type Place = { key: string; cache: DiskCache; former: Entry | undefined };

async function fetchOriginal(source: DeliveredSource, path: string, { key, cache, former }: Place): Promise<Entry> {
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
    const isOpaque = isFilm(mime) && (await tracesIn(file, mime)) === null;
    return await cache.keep(file, {
      key,
      accountId: source.accountId,
      ingredients: [{ sourceId: source.id, path, fileId, folderIds, tags }],
      isPrivate,
      isMaterial: isRendered(mime, NO_TRANSFORMATION, true) || (isFilm(mime) && !isOpaque),
      ...(isOpaque && { isOpaque }),
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
