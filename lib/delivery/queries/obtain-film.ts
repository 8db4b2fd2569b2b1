import fs from "node:fs/promises";
import { constants } from "node:fs";
import type { Entry } from "@/lib/delivery/cache/disk-cache";
import { keyOf, obtain, type Obtained } from "@/lib/delivery/queries/obtain";
import { stillThere } from "@/lib/delivery/queries/obtain-original";
import { AppError } from "@/lib/errors";
import { patchFile, tracesIn } from "@/lib/films/film-file";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";

/**
 * A film without what a camera wrote in it, as long as the original and kept beside it.
 *
 * @param found the original, as it was found a moment ago
 * @throws the same
 */
export function obtainFilm(source: DeliveredSource, path: string, found: Entry): Promise<Obtained> {
  const key = keyOf(source, path, "film");
  return obtain(source, key, async ({ cache }, former) => {
    const original = await stillThere(cache, source, path, found);
    const { size, file: _, ...facts } = original;
    if (former?.identity === facts.identity) return cache.renew(former, facts);
    const file = cache.passing();
    try {
      await fs.copyFile(cache.fileOf(original), file, constants.COPYFILE_FICLONE);
      await fs.truncate(file, size);
      const patches = await tracesIn(file, facts.mime);
      if (patches === null) throw new AppError("invalid", "This film cannot be looked through.");
      await patchFile(file, patches);
      return await cache.keep(file, { ...facts, key, tag: `${facts.tag}-played`, storedAt: Date.now() });
    } finally {
      await fs.rm(file, { force: true });
    }
  });
}
