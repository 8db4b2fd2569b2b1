import { expect, test } from "vitest";
import { type Tx, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { recordAudit } from "@/lib/audit/commands";
import { exportEvents } from "@/lib/audit/queries/export-events";
import { listEvents } from "@/lib/audit/queries/list-events";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

async function read(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("an export holds every event found, is safe to open, and is itself recorded", async () => {
  const { mira } = await makeStudio();
  const edited = { kind: "user", id: "mem_1", name: '=HYPERLINK("x")' } as const;
  const record = (tx: Tx) => recordAudit(tx, mira, "users.edit", edited);
  // Not all in one transaction, whose time is bounded.
  for (let done = 0; done < 1001; done += 91)
    await withAccount(mira.account.id, async (tx) => {
      for (let i = 0; i < 91; i++) await record(tx);
    });

  const csv = await read(await exportEvents(mira, { operation: "users" }, "csv"));
  expect(csv.split("\r\n")).toHaveLength(1 + 1001 + 1);
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);

  const lines = (await read(await exportEvents(mira, { operation: "users" }, "ndjson"))).trim().split("\n");
  const events = lines.map((line) => JSON.parse(line) as { seq: number; hash: string; previous_hash: string });
  expect(events).toHaveLength(1001);
  expect(events[0]?.previous_hash).toBe(events[1]?.hash);

  const [newest] = (await listEvents(mira)).rows;
  expect(newest).toMatchObject({ operation: "audit.view", target: { kind: "audit_log" }, after: { format: "ndjson" } });
});

test("who may not read the log may not export it, and nothing is recorded", async () => {
  const { mira, dana } = await makeStudio();
  await expect(exportEvents(dana, {}, "csv")).rejects.toMatchObject({ code: "forbidden" });
  expect((await listEvents(mira)).rows).toEqual([]);
});
