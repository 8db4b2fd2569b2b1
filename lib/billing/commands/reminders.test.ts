import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { quoteTerms } from "@/lib/billing/commands/change-terms";
import { markPaid } from "@/lib/billing/commands/pay-invoice";
import { remindOverdue } from "@/lib/billing/commands/remind-overdue";
import { warnLimits } from "@/lib/billing/commands/warn-limits";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { GIGABYTE } from "@/lib/billing/rules";
import { again, change, makePayer, mailsOf } from "@/lib/billing/testing/payer";
import { asSystem, joinAccount } from "@/lib/testing/studio";

useTestDatabase();

test("a limit is told of once at each step, and again after it was left", async () => {
  const { account } = await makePayer();
  await systemDb().execute(sql`update accounts set plan = 'pro', seat_limit = 10 where id = ${account.id}`);
  for (let i = 0; i < 7; i++) await joinAccount(account);
  await warnLimits();
  await warnLimits();
  expect(await mailsOf(account.id)).toEqual(["limit"]);
  await joinAccount(account);
  await joinAccount(account);
  await Promise.all([warnLimits(), warnLimits()]);
  expect(await mailsOf(account.id)).toEqual(["limit", "limit"]);
  await systemDb().execute(sql`update accounts set seat_limit = 100 where id = ${account.id}`);
  await warnLimits();
  await systemDb().execute(sql`update accounts set seat_limit = 12 where id = ${account.id}`);
  await warnLimits();
  expect(await mailsOf(account.id)).toEqual(["limit", "limit", "limit"]);
});

test("storage and delivered requests are told of too, on Free as well, and delivery never stops", async () => {
  const { account, priya } = await makePayer();
  await systemDb().execute(sql`insert into blobs (account_id, sha256, size, mime, type)
    values (${account.id}, ${"a".repeat(64)}, ${4.6 * GIGABYTE}, 'video/mp4', 'video')`);
  await systemDb().execute(sql`insert into delivery_days (account_id, source_id, day, requests) values
    (${account.id}, '*', (now() at time zone 'utc')::date, 100001),
    (${account.id}, '*', (now() at time zone 'utc')::date - 40, 900000)`);
  await warnLimits();
  await warnLimits();
  const mails = await systemDb().execute<{ props: Record<string, string> }>(
    sql`select props from mails where account_id = ${account.id} order by props->>'resource'`,
  );
  expect(mails.map(({ props }) => [props.used, props.limit, props.percent])).toEqual([
    ["100,001", "100,000", 100],
    ["4.6 GB", "5 GB", 90],
  ]);
  expect(mails[0]?.props.atLimit).toContain("images are delivered on");
  expect(await findBilling(priya)).toMatchObject({
    storage: { used: 4.6 * GIGABYTE, limit: 5 * GIGABYTE },
    deliveries: { used: 100_001, limit: 100_000 },
  });
});

test("an overdue invoice is reminded of at each step once, and stops a larger plan alone", async () => {
  const { account, priya } = await makePayer();
  const { invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  const letPass = (days: number) =>
    owner`update invoices set due_at = due_at - make_interval(days => ${days}) where account_id = ${account.id}`;
  await remindOverdue();
  await letPass(14 + 2);
  await Promise.all([remindOverdue(), remindOverdue()]);
  expect(await mailsOf(account.id)).toEqual(["invoice", "invoice-overdue"]);
  const actor = await again(priya);
  expect(await findInvoice(actor, invoiceId ?? "")).toMatchObject({ status: "overdue" });
  await expect(quoteTerms(actor, { plan: "enterprise", seats: 50 })).rejects.toMatchObject({
    message: expect.stringContaining("is overdue. Pay it"),
  });
  await letPass(30);
  await remindOverdue();
  await remindOverdue();
  expect(await mailsOf(account.id)).toEqual(["invoice", "invoice-overdue", "invoice-overdue"]);
  await markPaid(asSystem(actor.account), {
    number: (await findInvoice(actor, invoiceId ?? "")).number,
    reference: "x",
  });
  expect(await quoteTerms(actor, { plan: "enterprise", seats: 50 })).toMatchObject({ nextPrice: 49000 });
  await owner.end();
});
