import postgres from "postgres";
import { openEmbeddedDatabase } from "../../bin/embedded-database.mjs";
import { makeThrowAwayFolder } from "../../bin/throw-away-folder.mjs";

/** A PostgreSQL server for one test file, which may kill, freeze and restart it. */
export class OwnServer {
  readonly url: string;
  #handle: Awaited<ReturnType<typeof openEmbeddedDatabase>>;

  private constructor(
    readonly place: ReturnType<typeof makeThrowAwayFolder>,
    handle: Awaited<ReturnType<typeof openEmbeddedDatabase>>,
  ) {
    this.#handle = handle;
    this.url = handle.url();
  }

  static async start(): Promise<OwnServer> {
    const place = makeThrowAwayFolder();
    // Slow, so that what was acknowledged stands on the disk.
    return new OwnServer(place, await openEmbeddedDatabase(place.folder));
  }

  async stop(): Promise<void> {
    await this.#handle.close();
    await this.place.remove();
  }

  /** Runs one statement outside of what is tested. */
  async ask<Row extends Record<string, unknown>>(statement: string): Promise<Row[]> {
    const sql = postgres(this.url, { max: 1, onnotice() {}, connection: { application_name: "test control" } });
    try {
      return await sql.unsafe<Row[]>(statement);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  /** The sessions that the tested pools hold, the busy ones first. */
  async backends(): Promise<number[]> {
    const rows = await this.ask<{ pid: number }>(`
      select pid from pg_stat_activity
      where backend_type = 'client backend' and datname = 'aperture' and application_name <> 'test control'
      order by state = 'active' desc`);
    return rows.map(({ pid }) => pid);
  }

  /** Kills the server without warning, and starts it again at the same place. */
  async crash(): Promise<void> {
    process.kill(this.#handle.pid, "SIGKILL");
    await this.#startAgain();
  }

  /** Ends every session in order, as an upgrade of the server does, and starts it again. */
  async restart(): Promise<void> {
    process.kill(this.#handle.pid, "SIGINT");
    await this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    const former = this.#handle;
    await former.lost;
    this.#handle = await openEmbeddedDatabase(this.place.folder, { port: former.port });
    if (this.#handle.url() !== this.url) throw new Error("The server came back at another port.");
    await former.close();
  }

  /** Makes the whole server fall silent, its sessions kept open. Answers how to wake it. */
  async freeze(): Promise<() => void> {
    const rows = await this.ask<{ pid: number }>("select pid from pg_stat_activity where pid <> pg_backend_pid()");
    const pids = [this.#handle.pid, ...rows.map(({ pid }) => pid)];
    return freeze(pids);
  }
}

/** Stops processes where they are. Answers how to let them go on. */
export function freeze(pids: number[]): () => void {
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  return () => {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  };
}
