import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { preparing } from "./prepared";

/** Longest time one call may take, waiting for a connection included, in milliseconds. */
const CALL_MS = 4_500;
const ATTEMPTS = 5;

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** The call was given up; whether it took effect is unknown, so that only idempotent calls may be repeated. */
export class CallTimeout extends Error {
  readonly code = "CALL_TIMEOUT";
  constructor() {
    super(`The database did not answer within ${CALL_MS} ms.`);
  }
}

/** What a postgres.js query has beside its types: whether it was sent, and the way to give it up. */
type Pending = Promise<unknown> & { state: unknown; cancelled: unknown; reject(error: Error): void };

function withDeadline<Q extends PromiseLike<unknown>>(query: Q): Q {
  const pending = query as unknown as Pending;
  const timer = setTimeout(() => {
    if (!pending.state) pending.cancelled = true;
    pending.reject(new CallTimeout());
  }, CALL_MS);
  const clear = () => clearTimeout(timer);
  pending.then(clear, clear);
  return query;
}

/** Whether statements of transactions that come often are prepared, each once a connection. */
type Habits = { prepares?: boolean };

/** Rejects at the deadline; `check` throws from then on, so that what comes late can stop. */
function inTime<T>(work: (check: () => void) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let late: CallTimeout | undefined;
    const timer = setTimeout(() => reject((late = new CallTimeout())), CALL_MS);
    const check = () => {
      if (late) throw late;
    };
    work(check)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** A transaction that rolls back where it comes late. */
const begin = <T>(client: Sql, work: (tx: TransactionSql) => Promise<T>, habits: Habits): Promise<T> =>
  inTime(
    (check) =>
      client.begin(async (tx) => {
        check();
        const result = await work(habits.prepares ? preparing(tx) : tx);
        check();
        return result;
      }) as Promise<T>,
  );

/** A pool whose every call is bounded in time; `response_timeout` is an option that our patch of the driver adds. */
export function connect(
  url: string,
  options: postgres.Options<Record<string, never>> & { response_timeout?: number } = {},
  habits: Habits = {},
) {
  const client = postgres(url, {
    max: 10,
    connect_timeout: 3,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 0.5),
    response_timeout: 3,
    onnotice: () => undefined,
    ...options,
  } as postgres.Options<Record<string, never>>);
  const bounded = new Proxy(client, {
    get(target, key) {
      if (key === "unsafe") return (...args: Parameters<Sql["unsafe"]>) => withDeadline(target.unsafe(...args));
      if (key === "begin")
        return (work: (tx: TransactionSql) => Promise<unknown>) => begin(target as Sql, work, habits);
      return Reflect.get(target, key);
    },
  });
  return { db: drizzle(bounded, { casing: "snake_case" }), client, end: () => client.end({ timeout: 5 }) };
}

type Pool = ReturnType<typeof connect>;
type Pools = { app: Pool; system: Pool; keys: Pool };

// Kept on globalThis: a development reload must not leak a pool.
const kept = globalThis as typeof globalThis & { aperturePools?: Pools };

function pools(): Pools {
  if (kept.aperturePools) return kept.aperturePools;
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set.");
  const as = (role: string, max: number, settings = {}, habits: Habits = {}) =>
    connect(
      url,
      {
        max,
        connection: {
          role,
          application_name: role,
          statement_timeout: 4_000,
          idle_in_transaction_session_timeout: 10_000,
          jit: "off", // compiling a statement takes longer than any of ours
          ...settings,
        },
      },
      habits,
    );
  return (kept.aperturePools = {
    // Sets of folders that someone can see are hashed in memory; searched through one by one, they take a hundred times as long.
    // Prepared statements are planned for their values all the same: how much someone sees differs a thousandfold.
    app: as("aperture_app", 10, { work_mem: "64MB", plan_cache_mode: "force_custom_plan" }, { prepares: true }),
    system: as("aperture_system", 6),
    keys: as("aperture_system", KEY_LANES, { plan_cache_mode: "force_generic_plan" }),
  });
}

/** Sees every account: for sign-in, key verification, jobs and the command line, never for what a request lists. */
export const systemDb = (): Db => pools().system.db;

/** For LISTEN alone; a dropped connection is set up again by the driver. */
export const listenClient = (): Sql => pools().system.client;

/** Connections for the one read that every API request waits for: nothing else keeps them busy. */
export const KEY_LANES = 2;

/** Sends a statement that is prepared once a connection and planned once, whatever its values. Sees every account. */
export const keyQuery = <R>(text: string, values: postgres.ParameterOrJSON<never>[]): Promise<R[]> =>
  withDeadline(pools().keys.client.unsafe<(R & postgres.Row)[]>(text, values, { prepare: true }));

/** Sends a statement across accounts whose parameters may be arrays; prepared once a connection. */
export const systemQuery = <R>(text: string, values: readonly unknown[]): Promise<R[]> =>
  withDeadline(
    pools().system.client.unsafe<(R & postgres.Row)[]>(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: true,
    }),
  );

export async function closePools(): Promise<void> {
  const open = kept.aperturePools;
  kept.aperturePools = undefined;
  if (open) await Promise.all(Object.values(open).map((pool) => pool.end()));
}

/** The database's own error code, which drizzle wraps: `23505`, `40001`, … */
export const databaseCode = (error: unknown): string | undefined => {
  const inner = (error as { cause?: unknown } | null)?.cause ?? error;
  return (inner as { code?: string } | null)?.code;
};

/** How a question ends that takes too long: the answer to a rollback may be the closed line. */
const CUT_OFF = ["RESPONSE_TIMEOUT", "CONNECTION_CLOSED", "CALL_TIMEOUT", "57014"];

export const wasCutOff = (error: unknown) => CUT_OFF.includes(databaseCode(error) ?? "");

const worthRepeating = (error: unknown) => ["40001", "40P01"].includes(databaseCode(error) ?? "");

/** Repeats a transaction that the database gave up in favour of another, with growing, random pauses. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !worthRepeating(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** One transaction inside one account: row-level security hides every other. */
export function withAccount<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() =>
    pools().app.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.account_id', ${accountId}, true)`);
      return work(tx);
    }),
  );
}

/** Sends a statement of a transaction that is prepared once a connection and planned once, whatever its values. */
export type Ask = <R>(statement: SQL) => Promise<R[]>;

/** The same within a transaction that does more. */
export const askingIn =
  (tx: Tx): Ask =>
  async <R>(statement: SQL) =>
    [...(await tx.execute(statement))] as R[];

/**
 * The same for large statements that only read and are asked often: each is prepared, and planned once. All that `work`
 * asks at once goes out behind the beginning, in one round trip.
 */
export const askingAccount = <T>(accountId: string, work: (ask: Ask) => Promise<T>): Promise<T> =>
  retrying(() =>
    reading(pools().app.client, async (ask) => {
      const setting = ask(
        sql`select set_config('app.account_id', ${accountId}, true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
      );
      const [, answer] = await Promise.all([setting, work(ask)]);
      return answer;
    }),
  );

/** A transaction that only reads. The server takes what is asked in its order; where one fails, those behind it do nothing. */
export const reading = <T>(client: Sql, work: (ask: Ask) => Promise<T>): Promise<T> =>
  inTime(async (check) => {
    const connection = await client.reserve();
    const send = (text: string) => connection.unsafe(text).execute();
    let isOpen = true;
    const ask: Ask = <R>(statement: SQL) => {
      if (!isOpen) throw new Error("Its transaction has ended.");
      const { sql: text, params } = dialect.sqlToQuery(statement);
      const values = params as postgres.ParameterOrJSON<never>[];
      return connection.unsafe<(R & postgres.Row)[]>(text, values, { prepare: true }).execute();
    };
    try {
      check();
      const [, answer] = await Promise.all([send("begin read only"), work(ask)]);
      return answer;
    } finally {
      isOpen = false;
      // Nothing was changed: what is answered need not wait for the end.
      const release = () => connection.release();
      send("rollback").then(release, release);
    }
  });

const dialect = new PgDialect({ casing: "snake_case" });

/** One transaction across accounts. */
export const withSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  retrying(() => pools().system.db.transaction(work));
