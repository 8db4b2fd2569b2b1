import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { CountBuffer } from "@/lib/count-buffer";
import { onEnd, onStop } from "@/lib/stop";

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

const PATH_CHARACTERS = 300;

type Counter = { uses: CountBuffer<Count>; known: Set<string> };

// Next bundles this file more than once; there is one counter a process.
const kept = globalThis as typeof globalThis & { apertureKeyUses?: Counter };
const counter = (kept.apertureKeyUses ??= startCounter());

function startCounter(): Counter {
  const uses = new CountBuffer<Count>({
    idOf: ({ keyId, operation }) => `${keyId} ${operation}`,
    sum: (before, more) => ({
      ...more,
      requests: before.requests + more.requests,
      refused: before.refused + more.refused,
    }),
    write,
    fault: "keyUses.delayed",
  });
  onStop(() => uses.flush());
  // Requests that were still under way when the server began to stop.
  onEnd(() => uses.flush());
  return { uses, known: new Set() };
}

/**
 * Counts a request without waiting for the database. The first request that this process sees of a key is written at once,
 * because someone may be watching for it.
 */
export function countUse({ refused, ...use }: KeyUse): void {
  const isNew = !counter.known.has(use.keyId);
  counter.known.add(use.keyId);
  const path = use.path.slice(0, PATH_CHARACTERS);
  counter.uses.add(
    { ...use, path, requests: refused ? 0 : 1, refused: refused ? 1 : 0 },
    { withinMs: isNew ? 0 : undefined },
  );
}

/** Writes what this server has counted so far. */
export const flushUses = (): Promise<void> => counter.uses.flush();

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
