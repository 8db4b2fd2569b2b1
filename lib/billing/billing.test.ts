import { sql } from "drizzle-orm";
import fc from "fast-check";
import postgres from "postgres";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor, ActorAccount, MemberActor } from "@/lib/actor";
import { listEvents } from "@/lib/audit/queries/list-events";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { confirmTestCard, markPaid, payByTestCard } from "@/lib/billing/commands/pay-invoice";
import { remindOverdue } from "@/lib/billing/commands/remind-overdue";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import { warnLimits } from "@/lib/billing/commands/warn-limits";
import { billingDetailsInput, type BillingDetails, termsInput, type WantedTerms } from "@/lib/billing/input";
import { findBilling, findEndConsequences } from "@/lib/billing/queries/find-billing";
import { exportInvoices, findInvoice, listInvoices } from "@/lib/billing/queries/list-invoices";
import { PLANS } from "@/lib/billing/rules";
import { env } from "@/lib/env";
import { inviteUsersInput } from "@/lib/invitations/input";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { asMember, asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";

useTestDatabase();

const details: BillingDetails = {
  company: "Northlight Studio Lda",
  street: "Rua do Poço 12",
  postalCode: "1100-341",
  city: "Lisboa",
  country: "PT",
  taxId: null,
  email: "invoices@northlight.studio",
};

async function makePayer({ plan = "free" as const, told = true } = {}) {
  const account = await makeAccount({ plan });
  const priya = await joinAccount(account, { role: "finance", name: "Priya Raman" });
  if (told) await editBillingDetails(priya, details);
  return { account, priya };
}

/** As the next request of theirs would find them: with the plan of now. */
async function again(actor: MemberActor): Promise<MemberActor> {
  const [account] = await systemDb().execute<ActorAccount>(
    sql`select id, slug, name, plan from accounts where id = ${actor.account.id}`,
  );
  return asMember(account as ActorAccount, actor.memberId);
}

async function change(actor: Actor, wanted: WantedTerms) {
  const quote = await quoteTerms(actor, wanted);
  return { quote, ...(await changeTerms(actor, quote)) };
}

/** Moves the present period of the account, so that so much of it has passed. */
const passTime = (accountId: string, days: number) =>
  systemDb().execute(sql`update subscriptions set period_start = period_start - make_interval(days => ${days}),
    period_end = period_end - make_interval(days => ${days}) where account_id = ${accountId} and ended_at is null`);

const mailsOf = async (accountId: string) =>
  (
    await systemDb().execute<{ template: string; to: string }>(
      sql`select template, "to" from mails where account_id = ${accountId} order by created_at, id`,
    )
  ).map(({ template }) => template);

async function asDemo<T>(work: () => Promise<T>): Promise<T> {
  const settings = env();
  const before = settings.APERTURE_DEMO;
  settings.APERTURE_DEMO = "1";
  try {
    return await work();
  } finally {
    settings.APERTURE_DEMO = before;
  }
}

test("from Free to Pro: the price is shown, then charged to the cent, and seats are there at once", async () => {
  const { account, priya } = await makePayer();
  const { quote, invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  expect(quote).toMatchObject({ subtotal: 4900, tax: 0, total: 4900, nextPrice: 4900, fromCredit: 0 });
  const now = await again(priya);
  expect(now.account.plan).toBe("pro");
  const invoice = await findInvoice(now, invoiceId ?? "");
  expect(invoice).toMatchObject({ kind: "invoice", status: "open", total: 4900, due: 4900, payments: [] });
  expect(invoice.number).toMatch(/^[0-9A-Z]{8}-\d{4}-0001$/);
  expect(invoice.buyer.lines).toEqual(["Northlight Studio Lda", "Rua do Poço 12", "1100-341 Lisboa", "Portugal"]);
  expect(await findBilling(now)).toMatchObject({ plan: "pro", seats: { limit: 5 }, subscription: { price: 4900 } });
  expect(await mailsOf(account.id)).toEqual(["invoice"]);
  expect((await listEvents(asSystem(account), { operation: "billing.changePlan" })).rows).toHaveLength(1);
});

test("a change in the middle charges the difference for the rest; back again gives a credit note that pays the next", async () => {
  const { account, priya } = await makePayer();
  await change(priya, { plan: "pro", seats: 5 });
  await passTime(account.id, 15);
  const up = await change(await again(priya), { plan: "enterprise", seats: 52 });
  const price = PLANS.enterprise.price + 2 * PLANS.enterprise.seatPrice;
  expect(up.quote.nextPrice).toBe(price);
  expect(up.quote.subtotal).toBeGreaterThan((price - 4900) * 0.4);
  expect(up.quote.subtotal).toBeLessThan((price - 4900) * 0.6);

  const down = await change(await again(priya), { plan: "pro", seats: 5 });
  expect(down.quote.total).toBeLessThan(0);
  const [note] = (await listInvoices(await again(priya))).rows;
  expect(note).toMatchObject({ kind: "credit_note", status: "credit", total: down.quote.total });
  // Its credit has paid the oldest open invoice, as far as it went.
  const billing = await findBilling(await again(priya));
  const { rows } = await listInvoices(await again(priya));
  const charged = rows.reduce((sum, { total }) => sum + total, 0);
  expect(billing.open.reduce((sum, { due }) => sum + due, 0) - billing.credit).toBe(charged);
  expect(await mailsOf(account.id)).toEqual(["invoice", "invoice", "credit-note"]);
});

test("no cent is lost or made, whatever is changed, paid and renewed", async () => {
  const terms = fc.oneof(
    fc.constant<WantedTerms>({ plan: "pro", seats: 5 }),
    fc.integer({ min: 50, max: 90 }).map((seats): WantedTerms => ({ plan: "enterprise", seats })),
  );
  const step = fc.oneof(
    fc.record({ kind: fc.constant("change" as const), terms }),
    fc.record({ kind: fc.constant("pass" as const), days: fc.integer({ min: 0, max: 12 }) }),
    fc.record({ kind: fc.constant("pay" as const) }),
    fc.record({ kind: fc.constant("renew" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      const { account, priya } = await makePayer();
      for (const each of steps) {
        const actor = await again(priya);
        if (each.kind === "change") await change(actor, each.terms).catch(expectRefusal);
        if (each.kind === "pass") await passTime(account.id, each.days);
        if (each.kind === "renew") await renewSubscriptions();
        if (each.kind === "pay") {
          const [open] = (await findBilling(actor)).open;
          if (open) await markPaid(asSystem(actor.account), { number: open.number, reference: "bank" });
        }
      }
      const [sums] = await systemDb().execute<Record<"charged" | "money" | "credit", number>>(sql`
        select (select coalesce(sum(total), 0)::int from invoices where account_id = ${account.id}) as charged,
          (select coalesce(sum(amount), 0)::int from payments where account_id = ${account.id} and method <> 'credit') as money,
          (select coalesce(sum(amount), 0)::int from payments where account_id = ${account.id} and method = 'credit') as credit`);
      const billing = await findBilling(await again(priya));
      const due = billing.open.reduce((sum, invoice) => sum + invoice.due, 0);
      expect(billing.credit).toBeGreaterThanOrEqual(0);
      expect(due - billing.credit).toBe((sums?.charged ?? 0) - (sums?.money ?? 0));
      const { rows } = await listInvoices(await again(priya));
      expect(rows.map(({ number }) => Number(number.slice(-4))).toReversed()).toEqual(rows.map((_, i) => i + 1));
    }),
    { numRuns: 12 },
  );
}, 60_000);

const expectRefusal = (error: unknown) => expect(error).toMatchObject({ code: "conflict" });

test("numbers have no gaps and a quote is good once, whoever comes at the same moment", async () => {
  const { priya } = await makePayer();
  const quote = await quoteTerms(priya, { plan: "pro", seats: 5 });
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => changeTerms(priya, quote)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await listInvoices(priya)).rows).toHaveLength(1);
});

test("a quote cannot be made up, used in another account, or used after something changed", async () => {
  const { priya } = await makePayer();
  const other = await makePayer();
  const { quote } = await quoteTerms(priya, { plan: "pro", seats: 5 });
  const outdated = { code: "conflict", message: expect.stringContaining("since this price was shown") };
  await expect(changeTerms(priya, { quote: `${quote.slice(0, -2)}AA` })).rejects.toMatchObject(outdated);
  await expect(changeTerms(other.priya, { quote })).rejects.toMatchObject(outdated);
  await change(priya, { plan: "enterprise", seats: 50 });
  await expect(changeTerms(await again(priya), { quote })).rejects.toMatchObject(outdated);
});

test("an invoice is paid once, whoever pays at the same moment", async () => {
  const { account, priya } = await makePayer();
  const { invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  const { number } = await findInvoice(priya, invoiceId ?? "");
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => markPaid(asSystem(account), { number, reference: `Transfer ${i}` })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const paid = await findInvoice(priya, invoiceId ?? "");
  expect(paid).toMatchObject({ status: "paid", due: 0, payments: [{ method: "transfer", amount: 4900 }] });
  expect(await mailsOf(account.id)).toEqual(["invoice", "payment"]);
});

test("cards of the demo answer as their banks would, in the demo alone, and no number is kept", async () => {
  const { account, priya } = await makePayer();
  const { invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  const card = (number: string) => ({ invoiceId: invoiceId ?? "", number });
  await expect(payByTestCard(priya, card("4242 4242 4242 4242"))).rejects.toMatchObject({ code: "conflict" });
  await asDemo(async () => {
    await expect(payByTestCard(priya, card("4111 1111 1111 1111"))).rejects.toMatchObject({ code: "invalid" });
    await expect(payByTestCard(priya, card("4000 0000 0000 0002"))).rejects.toMatchObject({ code: "conflict" });
    const asked = await payByTestCard(priya, card("4000002500003155"));
    const confirmation = "confirmation" in asked ? asked.confirmation : "";
    await expect(confirmTestCard(priya, { confirmation, approved: false })).rejects.toMatchObject({ code: "conflict" });
    const other = await makePayer();
    await expect(confirmTestCard(other.priya, { confirmation, approved: true })).rejects.toMatchObject({
      code: "gone",
    });
    expect(await confirmTestCard(priya, { confirmation, approved: true })).toEqual({ outcome: "paid" });
    await expect(payByTestCard(priya, card("4242 4242 4242 4242"))).rejects.toMatchObject({ code: "conflict" });
  });
  expect((await findInvoice(priya, invoiceId ?? "")).payments).toMatchObject([{ reference: "Card ending in 3155" }]);
  expect(await mailsOf(account.id)).toEqual(["invoice", "payment-failed", "payment-failed", "payment"]);
  const [kept] = await systemDb().execute<{ text: string }>(sql`
    select concat((select json_agg(p) from payments p where account_id = ${account.id}),
      (select json_agg(e) from audit_events e where account_id = ${account.id}),
      (select json_agg(m) from mails m where account_id = ${account.id})) as text`);
  expect(kept?.text).not.toMatch(/4000 ?0025|4242 ?4242|4111 ?1111/);
});

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

test("who is told nothing, owes much or wants too many seats gets an answer that leads on", async () => {
  const untold = await makePayer({ told: false });
  await expect(quoteTerms(untold.priya, { plan: "pro", seats: 5 })).rejects.toMatchObject({
    message: expect.stringContaining("Billing details"),
  });
  const { priya } = await makePayer();
  for (const seats of [4, 6])
    await expect(quoteTerms(priya, { plan: "pro", seats })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ path: "seats" }] },
    });
  await change(priya, { plan: "pro", seats: 5 });
  await expect(quoteTerms(await again(priya), { plan: "pro", seats: 5 })).rejects.toMatchObject({ code: "conflict" });
});

test("nobody without Billing sees or does any of it, and Finance nothing else", async () => {
  const { mira: _, dana: __, priya, lea, sofia, jonah, ryo } = await makeStudio();
  for (const actor of [lea, sofia, jonah, ryo])
    for (const attempt of [
      () => findBilling(actor),
      () => listInvoices(actor),
      () => findInvoice(actor, "bil_x"),
      () => exportInvoices(actor),
      () => quoteTerms(actor, { plan: "pro", seats: 5 }),
      () => changeTerms(actor, { quote: "x" }),
      () => editBillingDetails(actor, details),
      () => cancelSubscription(actor, { name: "x" }),
      () => resumeSubscription(actor),
      () => payByTestCard(actor, { invoiceId: "bil_x", number: "4242 4242 4242 4242" }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: "forbidden",
        details: { missingPermissions: ["billing"] },
      });
  const invitation = inviteUsersInput.parse({ people: [{ email: "x@northlight.studio", roleId: "finance" }] });
  await expect(inviteUsers(priya, invitation)).rejects.toMatchObject({ code: "forbidden" });
});

test("an invoice of another account is not there", async () => {
  const one = await makePayer();
  const other = await makePayer();
  const { invoiceId } = await change(one.priya, { plan: "pro", seats: 5 });
  await expect(findInvoice(other.priya, invoiceId ?? "")).rejects.toMatchObject({ code: "not_found" });
  const { number } = await findInvoice(one.priya, invoiceId ?? "");
  await expect(markPaid(asSystem(other.account), { number, reference: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
});

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

test("what was issued and paid cannot be changed by the application", async () => {
  for (const table of [sql`invoices`, sql`payments`]) {
    const refused = { cause: { code: "42501" } };
    await expect(systemDb().execute(sql`update ${table} set id = id`)).rejects.toMatchObject(refused);
    await expect(systemDb().execute(sql`delete from ${table}`)).rejects.toMatchObject(refused);
  }
});

test.each([
  ["a price of one's own", termsInput, { plan: "pro", seats: 5, price: 1 }],
  ["the Free plan", termsInput, { plan: "free", seats: 1 }],
  ["half a seat", termsInput, { plan: "enterprise", seats: 50.5 }],
  ["a negative number of seats", termsInput, { plan: "enterprise", seats: -50 }],
  ["no such country", billingDetailsInput, { ...details, country: "XX" }],
  ["a tax number of another country", billingDetailsInput, { ...details, taxId: "DE123456789" }],
  ["no company", billingDetailsInput, { ...details, company: " " }],
])("refused: %s", (_, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});

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
