import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Plan } from "@/lib/actor";
import { deleteOldDeliveries } from "@/lib/analytics/commands/delete-old-deliveries";
import { PLAN_IDS, PLANS } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";
import { makeAccount } from "@/lib/testing/studio";
import { deliver } from "@/lib/testing/traffic";

useTestDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

const keptOf = async (accountId: string) => {
  const [row] = await systemDb().execute(sql`
    select (select count(*)::int from deliveries where account_id = ${accountId}) as requests,
      (select sum(requests)::int from delivery_half_hours where account_id = ${accountId} and source_id = '*') as half_hours,
      (select sum(requests)::int from delivery_days where account_id = ${accountId} and source_id = '*') as days,
      (select sum(requests)::int from delivery_tallies where account_id = ${accountId} and kind = 'path') as lists`);
  return row;
};

test.each(PLAN_IDS)("%s keeps requests and figures for as long as it says", async (plan: Plan) => {
  const account = await makeAccount({ plan });
  const { requestDays, figureDays } = PLANS[plan];
  const ages = [0, requestDays - 0.5, requestDays + 1.5, figureDays - 0.5, figureDays + 1.5, figureDays + 300];
  await deliver(
    account,
    ages.map((age) => ({ sourceId: "src_1", at: daysAgo(age) })),
  );
  await deleteOldDeliveries();
  await deleteOldDeliveries();
  expect(await keptOf(account.id)).toEqual({ requests: 2, half_hours: 4, days: 4, lists: 4 });
});

test("an account with days of its own keeps them for as long, and its neighbours as before", async () => {
  const [own, other] = [await makeAccount({ plan: "pro" }), await makeAccount({ plan: "pro" })];
  await systemDb().execute(sql`update accounts set request_days = 3, figure_days = 5 where id = ${own.id}`);
  for (const account of [own, other])
    await deliver(
      account,
      [0, 2.5, 4.5, 6.5].map((age) => ({ sourceId: "src_1", at: daysAgo(age) })),
    );
  await deleteOldDeliveries();
  expect(await keptOf(own.id)).toEqual({ requests: 2, half_hours: 3, days: 3, lists: 3 });
  expect(await keptOf(other.id)).toEqual({ requests: 4, half_hours: 4, days: 4, lists: 4 });
});

test("batches are forgotten once nobody can send them again, and none that is not in the lists yet", async () => {
  await systemDb().execute(sql`insert into delivery_batches (key, at, tallied) values
    ('old', now() - interval '8 days', true), ('young', now() - interval '6 days', true)`);
  await deleteOldDeliveries();
  const rows = await systemDb().execute(sql`select key from delivery_batches where key in ('old', 'young')`);
  expect(rows).toEqual([{ key: "young" }]);
});
