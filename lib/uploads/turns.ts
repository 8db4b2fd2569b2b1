import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { type Hold, tryHold } from "@/db/hold";
import { subscribe } from "@/db/listen";
import { AppError } from "@/lib/errors";

const CHANNEL = "upload_turns";
const ASKED_AGAIN_MS = 100;
/** Milliseconds that another server has to let go. One that is making a file of the bytes does not before it is done. */
const WAITED_MS = 20_000;

type Turn = { abort: AbortController; ended: Promise<unknown>; isHeld: boolean };

// Next bundles this file more than once; the turns of a process are one.
const kept = globalThis as typeof globalThis & { apertureUploads?: { server: string; turns: Map<string, Turn> } };
const { server, turns } = (kept.apertureUploads ??= { server: randomUUID(), turns: new Map() });

const takenOver = () => new AppError("conflict", "Another connection has taken this upload over.");

/**
 * One at a time for each upload, on however many servers its pieces arrive. Who comes later wins: the connection before it
 * is dead, and only its server does not know yet.
 *
 * @param work has to end soon once the signal is aborted
 * @throws AppError `unavailable` where another server does not let go in time
 */
export async function alone<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const former = turns.get(id);
  former?.abort.abort(takenOver());
  const abort = new AbortController();
  const turn: Turn = { abort, ended: Promise.resolve(), isHeld: false };
  const running = (async () => {
    await former?.ended.catch(() => undefined);
    const hold = await takeHold(id);
    turn.isHeld = true;
    try {
      return await work(AbortSignal.any([abort.signal, hold.lost]));
    } finally {
      await hold.release();
    }
  })();
  turn.ended = running;
  turns.set(id, turn);
  try {
    return await running;
  } finally {
    if (turns.get(id) === turn) turns.delete(id);
  }
}

/** Held in the database, which frees it the moment the process of a server is killed. */
async function takeHold(id: string): Promise<Hold> {
  await subscribe(CHANNEL, giveWay);
  const end = performance.now() + WAITED_MS;
  while (performance.now() < end) {
    const hold = await tryHold(`upload ${id}`);
    if (hold) return hold;
    await systemDb().execute(sql`select pg_notify(${CHANNEL}, ${`${server} ${id}`})`);
    await sleep(ASKED_AGAIN_MS);
  }
  throw new AppError("unavailable", "Another server has this upload in hand.", { retryAfter: 2 });
}

/** Another server waits for an upload that this one holds. */
function giveWay(asked: string): void {
  const [asker, id = ""] = asked.split(" ");
  const turn = turns.get(id);
  if (asker !== server && turn?.isHeld) turn.abort.abort(takenOver());
}
