import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { listEvents } from "@/lib/audit/queries/list-events";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { markPaid } from "@/lib/billing/commands/pay-invoice";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import type { WantedTerms } from "@/lib/billing/input";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { findInvoice, listInvoices } from "@/lib/billing/queries/list-invoices";
import { PLANS } from "@/lib/billing/rules";
import { again, change, makePayer, mailsOf, passTime } from "@/lib/billing/testing/payer";
import { asSystem } from "@/lib/testing/studio";

useTestDatabase();

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
