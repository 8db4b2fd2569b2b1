import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { beginTrial, setPlan } from "@/lib/accounts/commands";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { quoteTerms } from "@/lib/billing/commands/change-terms";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import { tellOfTrials } from "@/lib/billing/commands/tell-of-trials";
import { findBilling, findEndConsequences } from "@/lib/billing/queries/find-billing";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import { again, change, makePayer, mailsOf, passTime } from "@/lib/billing/testing/payer";
import { asMember, joinAccount } from "@/lib/testing/studio";

useTestDatabase();

test("cancelled, it works until the period's end, can be resumed, and then falls to Free without taking anything", async () => {
  const { account, priya } = await makePayer();
  await change(priya, { plan: "pro", seats: 5 });
  const people = await Promise.all([1, 2, 3].map(() => joinAccount(account, { role: "developer" })));
  await expect(cancelSubscription(priya, { name: "Another" })).rejects.toMatchObject({ code: "invalid" });
  const { endsAt } = await cancelSubscription(priya, { name: account.name });
  expect((await findBilling(await again(priya))).subscription).toMatchObject({ periodEnd: endsAt });
  await expect(quoteTerms(await again(priya), { plan: "enterprise", seats: 50 })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await findEndConsequences(await again(priya))).toEqual([
    "4 people keep their access. Nobody can be invited, given more or reactivated.",
  ]);
  await resumeSubscription(await again(priya));
  await cancelSubscription(await again(priya), { name: account.name });
  await renewSubscriptions();
  expect((await again(priya)).account.plan).toBe("pro");

  await passTime(account.id, 40);
  await Promise.all([renewSubscriptions(), renewSubscriptions()]);
  const afterwards = await again(priya);
  expect(afterwards.account.plan).toBe("free");
  expect((await findBilling(afterwards)).subscription).toBeNull();
  await expect(resumeSubscription(afterwards)).rejects.toMatchObject({ code: "conflict" });
  for (const { memberId, permissions } of people)
    expect((await asMember(account, memberId)).permissions).toBe(permissions);
  expect(await mailsOf(account.id)).toEqual(["invoice", "cancellation", "cancellation"]);
});

const operatorOf = (account: ActorAccount) => systemActor(account, "Operator", "test");
const endTrialIn = (accountId: string, interval: string) =>
  systemDb().execute(sql`update accounts set plan_until = now() + ${interval}::interval where id = ${accountId}`);

test("a trial's end is told of a week and a day before, once each, and anew where it got another end", async () => {
  const { account, priya } = await makePayer();
  const operator = operatorOf(account);
  const told = async () => {
    await Promise.all([tellOfTrials(), tellOfTrials()]);
    return (await mailsOf(account.id)).length;
  };
  await beginTrial(operator, { plan: "pro", days: 8 });
  expect(await told()).toBe(0);
  await endTrialIn(account.id, "6 days 23 hours");
  expect([await told(), await told()]).toEqual([1, 1]);
  await endTrialIn(account.id, "23 hours");
  expect([await told(), await told()]).toEqual([2, 2]);
  await beginTrial(operator, { plan: "enterprise", days: 7 });
  expect([await told(), await told()]).toEqual([3, 3]);
  await beginTrial(operator, { plan: "pro", days: 1 });
  expect([await told(), await told()]).toEqual([4, 4]);
  expect(await mailsOf(account.id)).toEqual(Array.from({ length: 4 }, () => "trial-ending"));
  await beginTrial(operator, { plan: "pro", days: 7 });
  await change(await again(priya), { plan: "pro", seats: 5 });
  await told();
  expect((await mailsOf(account.id)).slice(4)).toEqual(["invoice"]);
});

test("a trial gives a plan that nothing is charged for, ends in Free without taking anything, and is told before", async () => {
  const { account, priya } = await makePayer();
  const operator = operatorOf(account);
  const { until } = await beginTrial(operator, { plan: "pro", days: 14 });
  const people = await Promise.all([1, 2, 3].map(() => joinAccount(account, { role: "developer" })));
  await renewSubscriptions();
  expect(await findBilling(await again(priya))).toMatchObject({
    plan: "pro",
    planUntil: until,
    subscription: null,
    open: [],
  });
  expect(await findEndConsequences(await again(priya))).toEqual([
    "4 people keep their access. Nobody can be invited, given more or reactivated.",
  ]);
  const longer = await beginTrial(operator, { plan: "pro", days: 30 });
  expect(longer.until.getTime()).toBeGreaterThan(until.getTime());

  await endTrialIn(account.id, "0 days");
  await Promise.all([renewSubscriptions(), renewSubscriptions()]);
  expect(await mailsOf(account.id)).toEqual(["trial-ended"]);
  expect(await findBilling(await again(priya))).toMatchObject({ plan: "free", planUntil: null, open: [] });
  for (const { memberId, permissions } of people)
    expect((await asMember(account, memberId)).permissions).toBe(permissions);
});

test("who takes a plan during the trial pays a whole period from then on, and keeps it", async () => {
  const { account, priya } = await makePayer();
  const operator = operatorOf(account);
  await beginTrial(operator, { plan: "pro", days: 14 });
  const { quote } = await change(await again(priya), { plan: "pro", seats: 5 });
  expect(quote.subtotal).toBe(4900);
  expect((await findBilling(await again(priya))).planUntil).toBeNull();
  await renewSubscriptions();
  expect((await again(priya)).account.plan).toBe("pro");
  await expect(beginTrial(operator, { plan: "enterprise", days: 14 })).rejects.toMatchObject({ code: "conflict" });
});

test("what is given without an end is no trial, and one ends where the operator gives the plan for good", async () => {
  const { account, priya } = await makePayer();
  const operator = operatorOf(account);
  await beginTrial(operator, { plan: "pro", days: 14 });
  await setPlan(operator, "pro");
  expect((await findBilling(await again(priya))).planUntil).toBeNull();
  await expect(beginTrial(operator, { plan: "pro", days: 14 })).rejects.toMatchObject({ code: "conflict" });
});

test("each period is charged once, also after a long stop, by the terms of then", async () => {
  const { account, priya } = await makePayer();
  await change(priya, { plan: "pro", seats: 5 });
  await systemDb().execute(sql`update accounts set seat_limit = 8 where id = ${account.id}`); // as the operator does
  await passTime(account.id, 70);
  await Promise.all([renewSubscriptions(), renewSubscriptions()]);
  const { rows } = await listInvoices(await again(priya));
  expect(rows.length).toBeGreaterThanOrEqual(3);
  const renewals = rows.slice(0, -1);
  expect(new Set(renewals.map(({ subtotal }) => subtotal))).toEqual(new Set([4900 + 3 * 900]));
  await renewSubscriptions();
  expect((await listInvoices(await again(priya))).rows).toHaveLength(rows.length);
});
