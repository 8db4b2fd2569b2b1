import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test, vi } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { runJobs } from "@/lib/jobs/worker";
import { writeMail } from "@/lib/mails/commands";
import type { Mail } from "@/lib/mails/templates";

useTestDatabase();

const mail: Mail = {
  template: "sign-in",
  props: { url: "http://localhost:3000/x", minutes: 10, device: "Firefox on Linux" },
};
const stops = () => [...((globalThis as { apertureStops?: Set<() => Promise<unknown>> }).apertureStops ?? [])];

async function expectSent(to: string) {
  await withSystem((tx) => writeMail(tx, { accountId: null, to, ...mail }));
  await expect
    .poll(() => systemDb().execute(sql`select sent_at is not null as sent, props from mails where "to" = ${to}`))
    .toEqual([{ sent: true, props: {} }]);
}

test("a job runs once its change has committed, also after lost connections, until the server drains", async () => {
  const printed = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const running = runJobs();
  await expectSent("dana@example.com");
  const operator = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await operator`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aperture_jobs' and datname = current_database()`;
  await operator.end();
  await expect.poll(() => warned.mock.calls.flat().join()).toContain("jobs.connectionLost");
  await expectSent("lea@example.com");
  // Without a mail server the link is told to whoever runs this one.
  expect(printed.mock.calls.flat().join()).toContain("http://localhost:3000/x");
  for (const stop of stops()) await stop();
  await running;
  printed.mockRestore();
  warned.mockRestore();
});
