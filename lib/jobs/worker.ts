import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import { env } from "@/lib/env";
import { CRONTAB, TASKS } from "@/lib/jobs/tasks";
import { log } from "@/lib/log";
import { onStop } from "@/lib/stop";

const RESTART_MS = 2_000;

/** What a server that was killed may have left behind. */
const AT_START: readonly (keyof typeof TASKS)[] = ["resumeDeployments"];

const logger = new Logger(({ taskIdentifier, jobId }) => (level, message) => {
  if (level === "error" || level === "warning") log.warn("jobs", { message, taskIdentifier, jobId });
});

/** Runs jobs in this process until the server drains. A database that is gone ends the runner; a new one waits for it. */
export async function runJobs(): Promise<void> {
  let draining = false;
  let runner: Runner | undefined;
  onStop(async () => {
    draining = true;
    await runner?.stop();
  });
  while (!draining) {
    try {
      runner = await run({
        connectionString: env().DATABASE_URL,
        maxPoolSize: 4,
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
    if (!draining) await sleep(RESTART_MS);
  }
}
