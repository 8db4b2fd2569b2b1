import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import { again, change, makePayer, passTime } from "@/lib/billing/testing/payer";

useTestDatabase();

test("the list of invoices is walked down and up again", async () => {
  const { account, priya } = await makePayer();
  await change(priya, { plan: "enterprise", seats: 50 });
  for (const seats of [51, 52, 53]) {
    await passTime(account.id, 2);
    await change(await again(priya), { plan: "enterprise", seats });
  }
  const actor = await again(priya);
  const all = (await listInvoices(actor)).rows.map(({ id }) => id);
  const first = await listInvoices(actor, { limit: 2 });
  expect(first).toMatchObject({ previous: null, next: all[1] });
  const second = await listInvoices(actor, { after: first.next, limit: 2 });
  expect(second).toMatchObject({ rows: [{ id: all[2] }, { id: all[3] }], previous: all[2], next: null });
  expect(await listInvoices(actor, { before: second.previous, limit: 2 })).toEqual(first);
});
