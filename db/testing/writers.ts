import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type connect, reading } from "../client";
import type { OwnServer } from "./own-server";

type Call = {
  writer: number;
  kind: Kind;
  id: string;
  inTime: boolean;
  endedAt: number;
  outcome: "done" | "failed" | "crossed";
};
const KINDS = ["select", "insert", "reading", "transaction"] as const;
type Kind = (typeof KINDS)[number];

const WRITERS = 10;

/** The longest time that a call may take before it answers or fails, in milliseconds. */
const LONGEST_CALL_MS = 5_000;

/**
 * Whether the call settled before a timer that began with it. The order of timers tells, rather than a clock, so that a
 * pause of the whole process is not held against the call.
 */
export async function settlesInTime(call: Promise<unknown>): Promise<boolean> {
  let inTime = true;
  const timer = setTimeout(() => (inTime = false), LONGEST_CALL_MS);
  await call.catch(() => undefined);
  clearTimeout(timer);
  return inTime;
}

/**
 * Ten callers who write and read without a pause, half of them in transactions over two tables, each checking that the
 * row it gets is its own. They go on whatever happens, and keep count.
 */
export class Writers {
  readonly calls: Call[] = [];
  #stopped = false;
  #running: Promise<void>[] = [];

  constructor(
    readonly server: OwnServer,
    readonly pool: ReturnType<typeof connect>,
  ) {}

  async start(): Promise<void> {
    await this.server.ask(`
      drop table if exists firsts, seconds, singles;
      create table firsts (id text primary key);
      create table seconds (id text primary key);
      create table singles (id text primary key)`);
    this.#running = Array.from({ length: WRITERS }, (_, writer) => this.#keepCalling(writer));
  }

  /** Answers within the time that one call may take. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  /** How long after the moment every one of them had been served again, in milliseconds. */
  recoveredAfter(moment: number): number {
    const served = Array.from({ length: WRITERS }, (_, writer) => {
      const first = this.calls.find(
        (call) => call.writer === writer && call.outcome === "done" && call.endedAt > moment,
      );
      return first?.endedAt ?? Infinity;
    });
    return Math.max(...served) - moment;
  }

  late = (): Call[] => this.calls.filter(({ inTime }) => !inTime);

  count = (outcome: Call["outcome"]): number => this.calls.filter((call) => call.outcome === outcome).length;

  /** What was acknowledged and is not there, and what is half there. */
  async faults(): Promise<{ lost: string[]; halves: string[] }> {
    const idsOf = async (table: string) =>
      new Set((await this.server.ask<{ id: string }>(`select id from ${table}`)).map(({ id }) => id));
    const [firsts, seconds, singles] = await Promise.all([idsOf("firsts"), idsOf("seconds"), idsOf("singles")]);
    const stands = { transaction: firsts, insert: singles, select: undefined, reading: undefined };
    return {
      lost: this.calls
        .filter(({ kind, id, outcome }) => outcome === "done" && stands[kind]?.has(id) === false)
        .map(({ id }) => id),
      halves: [...apart(firsts, seconds), ...apart(seconds, firsts)],
    };
  }

  async #keepCalling(writer: number): Promise<void> {
    for (let turn = 0; !this.#stopped; turn++) {
      const kind = KINDS[writer % 2 ? 3 : turn % 3] as Kind;
      const id = randomUUID();
      const call = this.#call(kind, id);
      const inTime = await settlesInTime(call);
      const outcome = await call.then(
        (echo) => (echo === id ? "done" : "crossed"),
        () => "failed" as const,
      );
      this.calls.push({ writer, kind, id, inTime, endedAt: Date.now(), outcome });
      await sleep(outcome === "failed" ? 20 : 2);
    }
  }

  async #call(kind: Kind, id: string): Promise<unknown> {
    const { client, db } = this.pool;
    if (kind === "reading") return echoOf(await reading(client, (ask) => ask(sql`select ${id}::text as id`)));
    if (kind === "select") return echoOf(await db.execute(sql`select ${id}::text as id`));
    if (kind === "insert") return echoOf(await db.execute(sql`insert into singles values (${id}) returning id`));
    return db.transaction(async (tx) => {
      await tx.execute(sql`insert into firsts values (${id})`);
      if (Math.random() < 0.5) await sleep(Math.random() * 15);
      return echoOf(await tx.execute(sql`insert into seconds values (${id}) returning id`));
    });
  }
}

const echoOf = (rows: Record<string, unknown>[]) => rows[0]?.id;

const apart = (some: Set<string>, others: Set<string>) => [...some].filter((id) => !others.has(id));
