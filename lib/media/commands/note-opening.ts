import { type SQL, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { CountBuffer } from "@/lib/count-buffer";
import { onEnd, onStop } from "@/lib/stop";

/**
 * Somebody of the account looked at a file or took it away. `goesOn`: they say that it is open to them already, and asked
 * for further bytes, or for news of it; then it counts only where nothing of that day does.
 */
type Opening = {
  accountId: string;
  fileId: string;
  openedBy: string;
  use: "view" | "download";
  goesOn: boolean;
};

type Count = Omit<Opening, "use"> & { views: number; downloads: number };

/** Different files and people remembered at most while the database does not answer; what comes then is not counted. */
const MOST_COUNTS = 100_000;

// Next bundles this file more than once; there is one buffer a process.
const kept = globalThis as typeof globalThis & { apertureOpenings?: CountBuffer<Count> };
const openings = (kept.apertureOpenings ??= startNoting());

function startNoting(): CountBuffer<Count> {
  const noted = new CountBuffer<Count>({
    idOf: ({ accountId, fileId, openedBy, goesOn }) => `${accountId} ${fileId} ${openedBy} ${goesOn}`,
    sum: (before, more) => ({
      ...more,
      views: before.views + more.views,
      downloads: before.downloads + more.downloads,
    }),
    write,
    fault: "openings.delayed",
    most: MOST_COUNTS,
  });
  onStop(() => noted.flush());
  onEnd(() => noted.flush());
  return noted;
}

/** For the question who opened what. It only remembers: what was noted is written about once a second. */
export const noteOpening = ({ use, ...who }: Opening): void =>
  openings.add({ ...who, views: use === "view" ? 1 : 0, downloads: use === "download" ? 1 : 0 });

/** Writes what this server has noted so far. */
export const flushOpenings = (): Promise<void> => openings.flush();

const once = (times: number) => Math.min(1, times);

function write(counts: Count[]): Promise<void> {
  return withSystem(async (tx) => {
    const opened = counts.filter(({ goesOn }) => !goesOn);
    const goingOn = counts
      .filter(({ goesOn }) => goesOn)
      .map((count) => ({ ...count, views: once(count.views), downloads: once(count.downloads) }));
    await merge(tx, opened, (today, more) => sql`${today} + ${more}`);
    await merge(tx, goingOn, (today, more) => sql`greatest(${today}, ${more})`);
  });
}

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
