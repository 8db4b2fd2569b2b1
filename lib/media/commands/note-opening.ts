import { type SQL, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { log } from "@/lib/log";
import { onEnd, onStop } from "@/lib/stop";

/**
 * Somebody of the account looked at a file or took it away. `goesOn`: they say that it is open to them already, and asked
 * for further bytes, or for news of it; then it counts only where nothing of that day does.
 */
export type Opening = {
  accountId: string;
  fileId: string;
  openedBy: string;
  use: "view" | "download";
  goesOn: boolean;
};

type Count = Omit<Opening, "use"> & { views: number; downloads: number };

const FLUSH_MS = 1_000;
/** Different files and people remembered at most while the database does not answer; what comes then is not counted. */
const MOST_COUNTS = 100_000;

type Notes = { counts: Map<string, Count>; timer?: NodeJS.Timeout; writing?: Promise<void> };

// Next bundles this file more than once; there is one buffer a process.
const kept = globalThis as typeof globalThis & { apertureOpenings?: Notes };
const notes = (kept.apertureOpenings ??= startNotes());

function startNotes(): Notes {
  onStop(flushOpenings);
  onEnd(flushOpenings);
  return { counts: new Map() };
}

/** For the question who opened what. It only remembers: what was noted is written about once a second. */
export function noteOpening({ use, ...who }: Opening): void {
  add({ ...who, views: use === "view" ? 1 : 0, downloads: use === "download" ? 1 : 0 });
  notes.timer ??= setTimeout(() => void flushOpenings(), FLUSH_MS).unref();
}

function add({ views, downloads, ...who }: Count): void {
  const id = `${who.accountId} ${who.fileId} ${who.openedBy} ${who.goesOn}`;
  const sum = notes.counts.get(id);
  if (!sum && notes.counts.size >= MOST_COUNTS) return;
  notes.counts.set(id, { ...who, views: views + (sum?.views ?? 0), downloads: downloads + (sum?.downloads ?? 0) });
}

/** Writes what has been noted so far. After an outage it is written with what came meanwhile. */
export async function flushOpenings(): Promise<void> {
  clearTimeout(notes.timer);
  notes.timer = undefined;
  await notes.writing;
  if (notes.counts.size === 0) return;
  const counts = [...notes.counts.values()];
  notes.counts = new Map();
  notes.writing = write(counts).catch((error: unknown) => {
    log.fault("openings.delayed", error);
    for (const count of counts) add(count);
    notes.timer ??= setTimeout(() => void flushOpenings(), FLUSH_MS).unref();
  });
  await notes.writing;
}

const once = (times: number) => Math.min(1, times);

const write = (counts: Count[]): Promise<void> =>
  withSystem(async (tx) => {
    const opened = counts.filter(({ goesOn }) => !goesOn);
    const goingOn = counts
      .filter(({ goesOn }) => goesOn)
      .map((count) => ({ ...count, views: once(count.views), downloads: once(count.downloads) }));
    await merge(tx, opened, (today, more) => sql`${today} + ${more}`);
    await merge(tx, goingOn, (today, more) => sql`greatest(${today}, ${more})`);
  });

/** Writes counts of today; `join` says what becomes of those that stand there and those that come. */
async function merge(tx: Tx, counts: Count[], join: (today: SQL, more: SQL) => SQL): Promise<void> {
  if (counts.length === 0) return;
  await tx.execute(sql`
    insert into file_openings as o (account_id, file_id, opened_by, day, views, downloads, last_at)
    select f.account_id, f.id, n."openedBy", (now() at time zone 'utc')::date, n.views, n.downloads, now()
    from json_to_recordset(${JSON.stringify(counts)}::json)
      as n("accountId" text, "fileId" text, "openedBy" text, views integer, downloads integer)
    join files f on f.account_id = n."accountId" and f.id = n."fileId" and f.purged_at is null
    order by f.account_id, f.id, n."openedBy"
    on conflict (account_id, file_id, day, opened_by) do update
      set views = ${join(sql`o.views`, sql`excluded.views`)}, downloads = ${join(sql`o.downloads`, sql`excluded.downloads`)},
        last_at = excluded.last_at`);
}
