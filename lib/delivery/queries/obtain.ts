import { createHash } from "node:crypto";
import type { DiskCache, Entry } from "@/lib/delivery/cache/disk-cache";
import { failures, openedCache, type Opened } from "@/lib/delivery/cache/open";
import { AppError } from "@/lib/errors";
import { isFull, noRoom } from "@/lib/storage/full";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { OriginFault } from "@/lib/sources/rules/fault";

/** Purged while it was being made, something is made anew so many times. */
const ATTEMPTS = 3;
const MOST_FAILURES = 10_000;

export type Obtained = { entry: Entry; isHit: boolean };

type Made = (opened: Opened, former: Entry | undefined) => Promise<Entry>;

const flights = new Map<string, Promise<Entry>>();

/** Of a result: another deployment of its source has others. */
export const keyOf = ({ id, deployment }: DeliveredSource, path: string, what: string): string =>
  createHash("sha256")
    .update(JSON.stringify([id, deployment, path, what]))
    .digest("hex");

/** What is here under this key and need not be asked for again. */
export function findFresh(cache: DiskCache, key: string): Entry | null {
  const entry = cache.find(key);
  return entry && entry.freshUntil > Date.now() ? entry : null;
}

/** From the cache, or made; however many ask at once, it is made once. */
export async function obtain(source: DeliveredSource, key: string, make: Made): Promise<Obtained> {
  const opened = await openedCache();
  await opened.marks.current();
  const known = findFresh(opened.cache, key);
  if (known) return { entry: known, isHit: true };
  const failed = failures.get(key);
  if (failed && failed.until > Date.now()) throw failed.error;

  let flight = flights.get(key);
  if (!flight) {
    flight = fly(opened, source, key, make);
    flights.set(key, flight);
    flight.catch(() => undefined).finally(() => flights.delete(key));
  }
  return { entry: await flight, isHit: false };
}

/** What was begun before a purge is not handed out after it, also not to those who have been waiting. */
async function fly(opened: Opened, source: DeliveredSource, key: string, make: Made): Promise<Entry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const watch = opened.marks.watch();
    try {
      const entry = await make(opened, opened.cache.find(key));
      if (!watch.covers(entry.accountId, entry.ingredients)) return entry;
      opened.cache.drop(entry);
    } catch (error) {
      // What it needs was purged, or gave way to something else, before it could be read.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      if (isFull(error)) {
        // First for half of what is here, then for all of it.
        const isLast = attempt === ATTEMPTS - 1;
        if (!isLast && (await opened.cache.giveWay((attempt + 1) / (ATTEMPTS - 1)))) continue;
        throw noRoom();
      }
      if (!watch.sawAny()) remember(source, key, error);
      throw error;
    } finally {
      watch.end();
    }
  }
  throw new AppError("unavailable", "This image is being changed.", { retryAfter: 1 });
}

/** Whether the same would be said to whoever asks next: not what is wrong with us, or with who asks. */
export const isRemembered = (error: unknown): error is AppError =>
  error instanceof OriginFault ||
  (error instanceof AppError && ["not_found", "too_large", "invalid"].includes(error.code));

/** An origin that fails is left in peace for as long as the source says. The library is at hand: it is asked each time. */
function remember({ type, config }: DeliveredSource, key: string, error: unknown): void {
  if (!isRemembered(error)) return;
  if (type === "library" && error.code === "not_found") return;
  if (failures.size >= MOST_FAILURES) failures.clear();
  failures.set(key, { error, until: Date.now() + config.cache.errorSeconds * 1000 });
}
