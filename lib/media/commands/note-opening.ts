import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { log } from "@/lib/log";
import { onEnd, onStop } from "@/lib/stop";

/** Somebody of the account looked at a file or took it away. */
export type Opening = { accountId: string; fileId: string; openedBy: string; use: "view" | "download" };

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
  const id = `${who.accountId} ${who.fileId} ${who.openedBy}`;
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

async function write(counts: Count[]): Promise<void> {
  await systemDb().execute(sql`
    insert into file_openings as o (account_id, file_id, opened_by, day, views, downloads, last_at)
    select f.account_id, f.id, n."openedBy", (now() at time zone 'utc')::date, n.views, n.downloads, now()
    from json_to_recordset(${JSON.stringify(counts)}::json)
      as n("accountId" text, "fileId" text, "openedBy" text, views integer, downloads integer)
    join files f on f.account_id = n."accountId" and f.id = n."fileId" and f.purged_at is null
    order by f.account_id, f.id, n."openedBy"
    on conflict (account_id, file_id, day, opened_by) do update
      set views = o.views + excluded.views, downloads = o.downloads + excluded.downloads, last_at = excluded.last_at`);
}
