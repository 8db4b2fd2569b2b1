import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { exportAnalytics, type Exported } from "@/lib/analytics/queries/export-analytics";
import type { Actor } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { makeStudio } from "@/lib/testing/studio";
import { deliver, makeIdleSource } from "@/lib/testing/traffic";

useTestDatabase();

const DAY = { from: "2026-10-25", to: "2026-10-25" } as const;

async function fileOf(actor: Actor, of: Exported): Promise<string> {
  let text = "";
  for await (const piece of await exportAnalytics(actor, DAY, of)) text += piece;
  return text;
}

test("a file holds the figures shown, and nothing in it runs as a formula", async () => {
  const { account, priya, mira } = await makeStudio();
  const sourceId = await makeIdleSource(account, "=Shop");
  const at = new Date("2026-10-25T12:00:00Z");
  await deliver(account, [
    { sourceId, at, path: "/a.jpg", referrer: '=HYPERLINK("x")' },
    { sourceId, at, path: "=1+1", status: 404, format: null, bytes: 20, originalBytes: null, cacheHit: false },
  ]);
  expect((await fileOf(priya, "time")).split("\r\n")[13]).toBe("2026-10-25T12:00:00.000Z,2,120,400,1,1,0");
  expect(await fileOf(priya, "sources")).toBe(
    `source_id,name,requests,bytes,saved,hits,errors,uncounted\r\n${sourceId},'=Shop,2,120,400,1,1,0\r\n`,
  );
  expect(await fileOf(priya, "missing")).toContain(`'=1+1,${sourceId},1,20,0`);
  expect(await fileOf(priya, "referrer")).toContain(`"'=HYPERLINK(""x"")",,1,100,400`);
  expect((await historyOf(mira, account.id, { limit: 1 })).rows).toMatchObject([
    { operation: "analytics.export", after: { figures: "Referrers", lines: 2, search: DAY } },
  ]);
});

test("who may not see figures may not take them along", async () => {
  const { sofia } = await makeStudio();
  await expect(exportAnalytics(sofia, DAY, "time")).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "analytics.export" },
  });
});
