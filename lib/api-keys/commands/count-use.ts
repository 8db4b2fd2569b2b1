import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { log } from "@/lib/log";
import { onStop } from "@/lib/stop";

/** A request by a key; `operation` is what it asked for, or the name of a door that asks for none. */
type KeyUse = {
  accountId: string;
  keyId: string;
  operation: string;
  refused: boolean;
  ip: string | null;
  path: string;
};

type Count = Omit<KeyUse, "refused"> & { requests: number; refused: number };

const FLUSH_MS = 1_000;
const PATH_CHARACTERS = 300;

type Counter = {
  counts: Map<string, Count>;
  known: Set<string>;
  draining: boolean;
  timer?: NodeJS.Timeout;
  flushing?: Promise<void>;
};

// Next bundles this file more than once; there is one counter a process.
const kept = globalThis as typeof globalThis & { apertureKeyUses?: Counter };
const counter = (kept.apertureKeyUses ??= startCounter());

function startCounter(): Counter {
  onStop(() => {
    counter.draining = true;
    return flushUses();
  });
  return { counts: new Map(), known: new Set(), draining: false };
}

/**
 * Counts a request without waiting for the database: counts are added up in memory and written together, after a second
 * or when the server drains. The first request that this process sees of a key is written at once, because someone may
 * be watching for it. The promise keeps a draining server from going before its last requests are counted.
 */
export async function countUse({ refused, ...use }: KeyUse): Promise<void> {
  add({ ...use, path: use.path.slice(0, PATH_CHARACTERS), requests: refused ? 0 : 1, refused: refused ? 1 : 0 });
  if (counter.draining) return flushUses();
  const isNew = !counter.known.has(use.keyId);
  counter.known.add(use.keyId);
  if (isNew || !counter.timer) flushIn(isNew ? 0 : FLUSH_MS);
}

function flushIn(milliseconds: number): void {
  clearTimeout(counter.timer);
  counter.timer = setTimeout(() => void flushUses(), milliseconds).unref();
}

function add(count: Count): void {
  const id = `${count.keyId} ${count.operation}`;
  const sum = counter.counts.get(id);
  if (!sum) {
    counter.counts.set(id, count);
    return;
  }
  const { requests, refused } = sum;
  counter.counts.set(id, { ...count, requests: count.requests + requests, refused: count.refused + refused });
}

/** Writes what has been counted so far. After an outage nothing is lost: it is written with what came meanwhile. */
export async function flushUses(): Promise<void> {
  clearTimeout(counter.timer);
  counter.timer = undefined;
  await counter.flushing;
  if (counter.counts.size === 0) return;
  const counts = [...counter.counts.values()];
  counter.counts = new Map();
  counter.flushing = write(counts).catch((error: unknown) => {
    log.fault("keyUses.delayed", error);
    const newer = [...counter.counts.values()];
    counter.counts = new Map();
    for (const count of [...counts, ...newer]) add(count);
    flushIn(FLUSH_MS);
  });
  await counter.flushing;
}

/** Notifies `key_used` of the first request of a key ever, in the words of the page that waits for it. */
async function write(counts: Count[]): Promise<void> {
  await systemDb().execute(sql`
    with used as (
      select * from json_to_recordset(${JSON.stringify(counts)}::json)
        as u("accountId" text, "keyId" text, operation text, requests bigint, refused bigint, ip text, path text)
    ), news as (
      select pg_notify('key_used', json_build_object('accountId', u."accountId", 'keyId', u."keyId", 'ip', u.ip, 'path', u.path)::text)
      from (select distinct on ("keyId") * from used) u
      where not exists (select from api_key_uses w where w.account_id = u."accountId" and w.key_id = u."keyId")
    ), written as (
      insert into api_key_uses as w (account_id, key_id, operation, day, requests, refused, last_at, last_ip, last_path)
      select "accountId", "keyId", operation, (now() at time zone 'utc')::date, requests, refused, now(), ip, path from used
      order by "accountId", "keyId", operation
      on conflict (account_id, key_id, operation, day) do update
        set requests = w.requests + excluded.requests, refused = w.refused + excluded.refused,
          last_at = excluded.last_at, last_ip = excluded.last_ip, last_path = excluded.last_path
      returning 1
    )
    select (select count(*) from written), (select count(*) from news)`);
}
