import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { cachedRenders } from "@/db/schema/delivery";
import type { Entry } from "@/lib/delivery/cache/disk-cache";
import { log } from "@/lib/log";

const FLUSH_MS = 1_000;
const BATCH = 1_000;

type Row = typeof cachedRenders.$inferInsert;

/** Tells the database what this server has in its cache, about once a second and never while a request waits. */
export class RenderRecord {
  /** By key: what it is now, or null where it is gone. */
  readonly #changed = new Map<string, Entry | null>();
  #server = "";
  #timer: NodeJS.Timeout | undefined;

  /** Puts everything that is here in place of what was said before. */
  async begin(server: string, entries: Iterable<Entry>): Promise<void> {
    this.#server = server;
    for (const entry of entries) this.#changed.set(entry.key, entry);
    await withSystem((tx) => tx.delete(cachedRenders).where(sql`${cachedRenders.server} = ${server}`));
    await this.flush();
  }

  kept = (entry: Entry): void => this.#note(entry.key, entry);
  dropped = ({ key }: Entry): void => this.#note(key, null);

  #note(key: string, entry: Entry | null): void {
    this.#changed.set(key, entry);
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Where the database does not answer, what changed is kept and told later. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#changed.size > 0) {
      const batch = [...this.#changed].slice(0, BATCH);
      for (const [key] of batch) this.#changed.delete(key);
      try {
        await this.#write(batch);
      } catch (error) {
        log.fault("renders.unrecorded", error, { results: batch.length });
        for (const [key, entry] of batch) if (!this.#changed.has(key)) this.#note(key, entry);
        return;
      }
    }
  }

  async #write(batch: [string, Entry | null][]): Promise<void> {
    const rows = batch.flatMap(([, entry]) => (entry && !entry.isMaterial ? [rowOf(this.#server, entry)] : []));
    const keys = JSON.stringify(batch.map(([key]) => key));
    await withSystem(async (tx) => {
      await tx.execute(sql`delete from cached_renders where server = ${this.#server}
        and key in (select jsonb_array_elements_text(${keys}::jsonb))`);
      if (rows.length > 0) await tx.insert(cachedRenders).values(rows);
    });
  }
}

function rowOf(server: string, { key, accountId, ingredients, size, storedAt }: Entry): Row {
  const [first, ...watermarks] = ingredients;
  return {
    accountId,
    server,
    key,
    sourceId: first?.sourceId ?? "",
    path: first?.path ?? "",
    bytes: size,
    watermarkPaths: [...new Set(watermarks.map(({ path }) => path))],
    fileIds: ingredients.flatMap(({ fileId }) => fileId ?? []),
    folderIds: [...new Set(ingredients.flatMap(({ folderIds }) => folderIds))],
    tags: [...new Set(ingredients.flatMap(({ tags }) => tags))],
    storedAt: new Date(storedAt),
  };
}
