import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { useTestDatabase } from "@/db/testing/database";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { beginCheckout, openPortal, readCard } from "@/lib/billing/commands/pay-by-provider";
import { refundInvoice } from "@/lib/billing/commands/refund-invoice";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { findInvoice, listInvoices } from "@/lib/billing/queries/list-invoices";
import { aCard, useStripeServer } from "@/lib/testing/stripe-server";
import { asSystem, joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

const SECRET = "whsec_0123456789abcdef0123456789abcdef";

const stripe = useStripeServer(SECRET);
const { asked } = stripe;

/** Our own door, behind a socket, as the server puts it there. */
const webhookServer = http.createServer(async (incoming, outgoing) => {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = { method: "POST", headers, body: await text(incoming) };
  const answer = await webhook(new Request("http://localhost/api/webhooks/stripe", request));
  outgoing.writeHead(answer.status).end(await answer.text());
});

const addressOf = (server: http.Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(() => new Promise<void>((resolve) => webhookServer.listen(0, "127.0.0.1", resolve)));
afterAll(() => void webhookServer.close());

async function makeInvoice() {
  const account = await makeAccount({ plan: "free" });
  const priya = await joinAccount(account, { role: "finance" });
  const details = { company: "A", street: "B", postalCode: "C", city: "D", country: "PT", taxId: null, email: null };
  await editBillingDetails(priya, details);
  const { invoiceId } = await changeTerms(priya, await quoteTerms(priya, { plan: "pro", seats: 5 }));
  return { account, priya, invoiceId: invoiceId ?? "" };
}

type Made = Awaited<ReturnType<typeof makeInvoice>>;

/** An event as Stripe writes it. */
const eventFor = ({ account, invoiceId }: Made, type = "checkout.session.completed", session: object = {}) =>
  JSON.stringify({
    id: `evt_${randomBytes(8).toString("hex")}`,
    object: "event",
    type,
    data: {
      object: {
        id: "cs_test_1",
        object: "checkout.session",
        payment_status: "paid",
        amount_total: 4900,
        currency: "eur",
        payment_intent: "pi_1",
        metadata: { accountId: account.id, invoiceId },
        ...session,
      },
    },
  });

const sign = (payload: string, { secret = SECRET, age = 0 } = {}) =>
  new Stripe("sk_test_x").webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp: Math.floor(Date.now() / 1000) - age,
  });

/** @returns the status that Stripe is answered with */
async function deliver(body: string, signature: string | null = sign(body)): Promise<number> {
  const headers: Record<string, string> = signature === null ? {} : { "stripe-signature": signature };
  return (await fetch(addressOf(webhookServer), { method: "POST", body, headers })).status;
}

const mailsOf = async ({ account }: Made) =>
  (
    await systemDb().execute<{ template: string }>(
      sql`select template from mails where account_id = ${account.id} order by created_at, id`,
    )
  ).map(({ template }) => template);

test("a payment page is asked for with the amount of the server, and twice it is the same", async () => {
  const { priya, invoiceId } = await makeInvoice();
  const [one, two] = [await beginCheckout(priya, { invoiceId }), await beginCheckout(priya, { invoiceId })];
  expect(two).toEqual(one);
  const request = asked.find(({ path }) => path === "/v1/checkout/sessions");
  expect(request).toMatchObject({
    path: "/v1/checkout/sessions",
    authorization: "Bearer sk_test_0123456789",
    idempotencyKey: `checkout ${invoiceId} 4900`,
  });
  expect(Object.fromEntries(request?.body ?? [])).toMatchObject({
    mode: "payment",
    "line_items[0][price_data][unit_amount]": "4900",
    "line_items[0][price_data][currency]": "eur",
    "metadata[invoiceId]": invoiceId,
    success_url: expect.stringContaining(`/billing?invoice=${invoiceId}`),
  });
});

test("while Stripe does not answer, one is told so and nothing else stops", async () => {
  const { priya, invoiceId } = await makeInvoice();
  stripe.answers = false;
  await expect(beginCheckout(priya, { invoiceId })).rejects.toMatchObject({ code: "unavailable" });
  expect(await findInvoice(priya, invoiceId)).toMatchObject({ status: "open" });
}, 20_000);

test("an event pays once, however often it comes, at the same time or later", async () => {
  const made = await makeInvoice();
  const payload = eventFor(made);
  await Promise.all(Array.from({ length: 6 }, () => deliver(payload)));
  await deliver(payload);
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({
    status: "paid",
    payments: [{ method: "card", amount: 4900, reference: "pi_1" }],
  });
  expect(await mailsOf(made)).toEqual(["invoice", "payment"]);
});

test("order does not matter: a failure that comes after the money changes nothing", async () => {
  const made = await makeInvoice();
  await deliver(eventFor(made, "checkout.session.async_payment_failed", { payment_status: "unpaid" }));
  await deliver(eventFor(made, "checkout.session.async_payment_succeeded"));
  await deliver(eventFor(made, "checkout.session.async_payment_failed", { payment_status: "unpaid" }));
  await deliver(eventFor(made));
  expect((await findInvoice(made.priya, made.invoiceId)).payments).toHaveLength(1);
  expect(await mailsOf(made)).toEqual(["invoice", "payment-failed", "payment"]);
});

test.each([
  ["money on its way", "checkout.session.completed", { payment_status: "unpaid" }],
  ["another amount", "checkout.session.completed", { amount_total: 1 }],
  ["another currency", "checkout.session.completed", { currency: "usd" }],
  ["something else", "customer.created", {}],
  ["a page that is not ours", "checkout.session.completed", { metadata: {} }],
])("%s pays nothing", async (_, type, session) => {
  const made = await makeInvoice();
  await deliver(eventFor(made, type, session));
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ status: "open", payments: [] });
});

test("an invoice of another account is not paid by it", async () => {
  const one = await makeInvoice();
  const other = await makeInvoice();
  await deliver(eventFor({ ...one, invoiceId: other.invoiceId }));
  expect(await findInvoice(other.priya, other.invoiceId)).toMatchObject({ status: "open" });
});

test("what is changed, old, unsigned or signed by another is refused, and leaves nothing", async () => {
  const made = await makeInvoice();
  const payload = eventFor(made);
  expect(await deliver(payload.replace("4900", "4901"), sign(payload))).toBe(400);
  expect(await deliver(`${payload} `, sign(payload))).toBe(400);
  expect(await deliver(payload, sign(payload, { age: 301 }))).toBe(400);
  expect(await deliver(payload, sign(payload, { secret: "whsec_other" }))).toBe(400);
  expect(await deliver(payload, null)).toBe(400);
  expect(await deliver("", "")).toBe(400);
  expect(await deliver("x".repeat(256_001))).toBe(413);
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ status: "open" });
  expect(await deliver(payload, sign(payload, { age: 290 }))).toBe(204);
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ status: "paid" });
});

/** What an event tells of anything but a payment page. */
const told = (type: string, object: object, previous?: object) =>
  JSON.stringify({
    id: `evt_${randomBytes(8).toString("hex")}`,
    object: "event",
    type,
    data: { object, previous_attributes: previous },
  });

test("the card that is kept is shown as it is now, in whatever order its events come, and is changed at Stripe", async () => {
  const made = await makeInvoice();
  const { priya } = made;
  await expect(openPortal(priya)).rejects.toMatchObject({ code: "conflict" });
  await beginCheckout(priya, { invoiceId: made.invoiceId });
  const [payer] = await systemDb().execute<{ customer: string }>(
    sql`select customer from payers where account_id = ${made.account.id}`,
  );
  const customer = payer?.customer ?? "";
  expect((await findBilling(priya)).card).toEqual({ saved: null });
  stripe.card = aCard("4242");
  await deliver(told("payment_method.detached", { customer: null }, { customer }));
  await deliver(told("payment_method.attached", { customer }));
  await readCard({ customer });
  expect((await findBilling(priya)).card).toEqual({
    saved: { brand: "visa", last4: "4242", expires: "2029-04", isRefused: false },
  });
  expect(await openPortal(priya)).toEqual({ url: expect.stringContaining("/portal/") });
  expect(Object.fromEntries(asked.at(-1)?.body ?? [])).toMatchObject({ customer });
  stripe.card = null;
  await readCard({ customer });
  expect((await findBilling(priya)).card).toEqual({ saved: null });
});

test("a refund gives back what was paid once, with a credit note by the invoice's tax and no credit beside it", async () => {
  const made = await makeInvoice();
  const { account, priya, invoiceId } = made;
  await deliver(eventFor(made, "checkout.session.completed", { payment_intent: `pi_${invoiceId}` }));
  const { number } = await findInvoice(priya, invoiceId);
  expect(await refundInvoice(asSystem(account), { number })).toEqual([4900]);
  await expect(refundInvoice(asSystem(account), { number })).rejects.toMatchObject({ code: "conflict" });
  const refunds = asked.filter(({ path }) => path === "/v1/refunds");
  expect(refunds).toHaveLength(1);
  expect(Object.fromEntries(refunds[0]?.body ?? [])).toEqual({ payment_intent: `pi_${invoiceId}`, amount: "4900" });

  // Stripe tells of it as well, and of one that was made there.
  const [kept] = await systemDb().execute<{ reference: string }>(
    sql`select reference from refunds where account_id = ${account.id}`,
  );
  const refund = { id: kept?.reference, status: "succeeded", amount: 4900, currency: "eur" };
  const event = told("refund.created", { ...refund, payment_intent: `pi_${invoiceId}` });
  expect(await Promise.all([deliver(event), deliver(event)])).toEqual([204, 204]);
  const { rows } = await listInvoices(priya);
  expect(rows).toMatchObject([
    { kind: "credit_note", total: -4900 },
    { kind: "invoice", status: "paid" },
  ]);
  expect((await findBilling(priya)).credit).toBe(0);
  expect(await mailsOf(made)).toEqual(["invoice", "payment", "credit-note"]);
});

test("a refund that was made at Stripe is written down in parts, and never beyond what was paid", async () => {
  const made = await makeInvoice();
  const payment = `pi_${made.invoiceId}`;
  await deliver(eventFor(made, "checkout.session.completed", { payment_intent: payment }));
  const refund = (id: string, amount: number, status = "succeeded") =>
    told("refund.updated", { id: `${id}${made.invoiceId}`, status, amount, currency: "eur", payment_intent: payment });
  await deliver(refund("re_a", 1000, "pending"));
  await deliver(refund("re_a", 1000));
  await deliver(refund("re_b", 3900));
  await deliver(refund("re_c", 1));
  const { rows } = await listInvoices(made.priya);
  expect(rows.map(({ total }) => total)).toEqual([-3900, -1000, 4900]);
});
