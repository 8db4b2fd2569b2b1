import { sql } from "drizzle-orm";
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

test("a job runs once its change has committed, and the worker ends when the server drains", async () => {
  const printed = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const running = runJobs();
  await withSystem((tx) => writeMail(tx, { accountId: null, to: "dana@example.com", ...mail }));
  await vi.waitFor(
    async () => {
      const [row] = await systemDb().execute(sql`select sent_at is not null as sent, props from mails`);
      expect(row).toEqual({ sent: true, props: {} });
    },
    { timeout: 10_000 },
  );
  // Without a mail server the link is told to whoever runs this one.
  expect(printed.mock.calls.flat().join()).toContain("http://localhost:3000/x");
  for (const stop of stops()) await stop();
  await running;
  printed.mockRestore();
});
