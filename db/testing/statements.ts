import { afterAll, beforeAll, vi } from "vitest";
import { closePools } from "@/db/client";
import { hearStatements } from "@/db/testing/hear-statements";

/**
 * Hears what the test file sends to its database, which it needs before this. Time stands still, so that nothing is sent
 * beside the work: nothing is looked at again, and nothing that is written now and then.
 *
 * @returns the statements that a piece of work has executed, in their order and without their values
 */
export function useStatements(): (work: () => Promise<unknown>) => Promise<string[]> {
  let line: Awaited<ReturnType<typeof hearStatements>>;
  let pulse: NodeJS.Timeout;
  let heard: string[] = [];

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "Date", "performance"], now: new Date() });
    pulse = setInterval(() => vi.advanceTimersByTime(0), 1); // what is only put off is done
    line = await hearStatements(process.env.DATABASE_URL ?? "", (statement) => heard.push(statement));
    process.env.DATABASE_URL = line.url;
  });
  afterAll(async () => {
    await closePools();
    line.stop();
    clearInterval(pulse);
    vi.useRealTimers();
  });

  return async (work) => {
    heard = [];
    await work();
    return heard;
  };
}
