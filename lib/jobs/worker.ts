import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { env } from "@/lib/env";
import { CRONTAB, TASKS } from "@/lib/jobs/tasks";
import { log } from "@/lib/log";
import { onStop } from "@/lib/stop";

const RESTART_MS = 2_000;
const MOST_CONNECTIONS = 4;

/** What a server that was killed may have left behind. */
const AT_START: readonly (keyof typeof TASKS)[] = ["resumeDeployments"];

const logger = new Logger(({ taskIdentifier, jobId }) => (level, message) => {
  if (level === "error" || level === "warning") log.warn("jobs", { message, taskIdentifier, jobId });
});

/**
 * The runner's connections. Made here, because a pool of its own loses its listeners before its connections: one that the
 * database ended just then would end the whole server.
 */
function openPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: MOST_CONNECTIONS,
    application_name: "aperture_jobs",
  });
  const hear = ({ message }: Error) => log.warn("jobs.connectionLost", { message });
  pool.on("error", hear);
  pool.on("connect", (client) => client.on("error", hear));
  return pool;
}

/** Runs jobs in this process until the server drains. A database that is gone ends the runner; a new one waits for it. */
export async function runJobs(): Promise<void> {
  let draining = false;
  let runner: Runner | undefined;
  onStop(async () => {
    draining = true;
    await runner?.stop();
  });
  while (!draining) {
    const pool = openPool();
    try {
      runner = await run({
        pgPool: pool,
        concurrency: 3,
        pollInterval: 5_000,
        noHandleSignals: true,
        taskList: TASKS,
        crontab: CRONTAB,
        logger,
      });
      for (const task of AT_START) await runner.addJob(task, {}, { jobKey: task });
      await runner.promise;
    } catch (error) {
      log.fault("jobs.stopped", error);
    }
    runner = undefined;
    const ended = pool.end();
    // A connection that fell silent would keep the next runner waiting.
    await (draining ? ended : sleep(RESTART_MS));
  }
}
