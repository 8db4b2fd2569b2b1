import fs from "node:fs/promises";
import type { Entry } from "@/lib/delivery/cache/disk-cache";
import type { Facts } from "@/lib/delivery/cache/entry-file";
import { openedCache } from "@/lib/delivery/cache/open";
import { findFresh, keyOf, obtain, type Obtained } from "@/lib/delivery/queries/obtain";
import { obtainOriginal, stillThere } from "@/lib/delivery/queries/obtain-original";
import { type FilePart, renderer } from "@/lib/delivery/renderer";
import { type Format, keyOfTransformation, type Transformation } from "@/lib/delivery/rules/transformation";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";

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
    const original = await stillThere(cache, source, path, found);
    const marks = await Promise.all(
      transformation.steps.map(({ watermark }) => (watermark ? obtainOriginal(source, watermark.path) : null)),
    );
    const used = [original, ...marks.flatMap((mark) => mark?.entry ?? [])];
    const facts = combine(used);
    if (former?.identity === facts.identity) return cache.renew(former, facts);

    const into = cache.passing();
    try {
      // No other result ever gets its file's name: should the cache give it up before it is read, it is made anew.
      const part = (entry: Entry): FilePart => ({ file: cache.fileOf(entry), size: entry.size });
      const { steps, quality, lossless } = transformation;
      const parts = marks.map((mark) => mark && part(mark.entry));
      const rendered = await renderer().render({
        original: part(original),
        marks: parts,
        steps,
        quality,
        lossless,
        format,
        into,
      });
      return await cache.keep(into, {
        ...facts,
        key,
        mime: `image/${rendered.format}`,
        tag: null,
        storedAt: Date.now(),
      });
    } catch (error) {
      await fs.rm(into, { force: true });
      throw error;
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
