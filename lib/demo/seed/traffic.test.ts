import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findAccount } from "@/lib/accounts/queries";
import { systemActor } from "@/lib/actor";
import { findTraffic } from "@/lib/analytics/queries/find-traffic";
import { listTop } from "@/lib/analytics/queries/list-top";
import { addUp } from "@/lib/analytics/rules/sums";
import { seedDemo } from "@/lib/demo/seed/seed-demo";

useTestDatabase();

test("the studio's images have been looked at for ninety days, and all figures tell the same", async () => {
  await seedDemo(process.env.DATABASE_URL ?? "");
  const system = systemActor(await findAccount("northlight"), "Test", "test");
  const { points } = await findTraffic(system, { range: "90d" });
  const { lists } = await listTop(system, { range: "90d" }, ["path", "missing", "status", "device"], 100);
  const total = addUp(points).requests;
  expect(total).toBeGreaterThan(100_000);
  expect(lists.path.total + lists.missing.total).toBe(lists.status.total);
  expect(lists.device.total).toBe(lists.status.total);
  const [row] = await systemDb().execute<{ days: number; halfHours: number; raw: number }>(sql`
    select (select sum(requests)::float8 from delivery_days where source_id = '*') as days,
      (select sum(requests)::float8 from delivery_half_hours where source_id <> '*') as "halfHours", (select count(*)::int from deliveries) as raw`);
  expect(row?.days).toBe(row?.halfHours);
  expect(row?.raw).toBeGreaterThan(100);
});
