import http from "node:http";
import type { AddressInfo } from "node:net";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { beginCheckout, receiveStripeEvent } from "@/lib/billing/commands/pay-by-stripe";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { readStripeEvent } from "@/lib/billing/stripe";
import { env } from "@/lib/env";
import { joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

const SECRET = "whsec_0123456789abcdef0123456789abcdef";

type Asked = { path: string; body: URLSearchParams; idempotencyKey: string; authorization: string };

/** Stripe's server, as far as payment pages go: the same idempotency key is given the same page. */
const asked: Asked[] = [];
const pages = new Map<string, string>();
let answers = true;

const server = http.createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const idempotencyKey = String(request.headers["idempotency-key"]);
  asked.push({
    path: request.url ?? "",
    body: new URLSearchParams(body),
    idempotencyKey,
    authorization: String(request.headers.authorization),
  });
  response.setHeader("content-type", "application/json");
  if (!answers) {
    response.statusCode = 500;
    return response.end(JSON.stringify({ error: { type: "api_error", message: "Down" } }));
  }
  const id = pages.get(idempotencyKey) ?? `cs_test_${pages.size}`;
  pages.set(idempotencyKey, id);
  response.end(JSON.stringify({ id, object: "checkout.session", url: `https://checkout.stripe.example/${id}` }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(env(), {
    STRIPE_SECRET_KEY: "sk_test_0123456789",
    STRIPE_WEBHOOK_SECRET: SECRET,
    STRIPE_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(() => {
  Object.assign(env(), { STRIPE_SECRET_KEY: undefined, STRIPE_WEBHOOK_SECRET: undefined });
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answers = true;
});

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

async function deliver(payload: string, signature = sign(payload)): Promise<void> {
  const event = readStripeEvent(payload, signature);
  if (event) await receiveStripeEvent(event);
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
  const [request] = asked;
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
  answers = false;
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

test("what is changed, old, unsigned or signed by another is refused", async () => {
  const payload = eventFor(await makeInvoice());
  const refused = expect.objectContaining({ code: "malformed" });
  expect(() => readStripeEvent(payload.replace("4900", "4901"), sign(payload))).toThrow(refused);
  expect(() => readStripeEvent(`${payload} `, sign(payload))).toThrow(refused);
  expect(() => readStripeEvent(payload, sign(payload, { age: 301 }))).toThrow(refused);
  expect(() => readStripeEvent(payload, sign(payload, { secret: "whsec_other" }))).toThrow(refused);
  expect(() => readStripeEvent(payload, null)).toThrow(refused);
  expect(() => readStripeEvent("", "")).toThrow(refused);
  expect(readStripeEvent(payload, sign(payload, { age: 290 }))).toMatchObject({ outcome: "paid" });
});
