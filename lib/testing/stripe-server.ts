import { randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { env } from "@/lib/env";

type Asked = { path: string; body: URLSearchParams; idempotencyKey: string; authorization: string };

/** What a bank says when a saved card is charged: it pays, nothing yet, or the code of a refusal. */
type Bank = "succeeded" | "processing" | (string & {});

type Intent = { id: string; status: string; metadata: object; last_payment_error?: object };

type StripeServer = {
  asked: Asked[];
  /** The card that each customer has saved. */
  card: object | null;
  answers: boolean;
  bank: Bank;
  /** What it advises beside a refusal. */
  advice?: string;
  /** What was charged to saved cards, and what has become of it. */
  intents: Intent[];
};

export const aCard = (last4: string) => ({
  id: `pm_${last4}`,
  card: { brand: "visa", last4, exp_year: 2029, exp_month: 4 },
});

/**
 * Stripe's server, as far as it is asked here: the same idempotency key is given the same answer. The official client
 * talks to it while the tests of the file run.
 */
export function useStripeServer(webhookSecret = "whsec_0123456789abcdef0123456789abcdef"): StripeServer {
  const stripe: StripeServer = { asked: [], card: null, answers: true, bank: "succeeded", intents: [] };
  const given = new Map<string, Answer>();
  const server = http.createServer(async (request, response) => {
    const body = new URLSearchParams(await text(request));
    const path = request.url ?? "";
    const idempotencyKey = String(request.headers["idempotency-key"]);
    stripe.asked.push({ path, body, idempotencyKey, authorization: String(request.headers.authorization) });
    const kept = request.method === "POST" && stripe.answers ? given.get(idempotencyKey) : undefined;
    const answer = kept ?? answerTo(stripe, `${request.method} ${path.split("?")[0]}`, body);
    if (stripe.answers) given.set(idempotencyKey, answer);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    Object.assign(env(), {
      STRIPE_SECRET_KEY: "sk_test_0123456789",
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  });
  afterAll(() => {
    Object.assign(env(), { STRIPE_SECRET_KEY: undefined, STRIPE_WEBHOOK_SECRET: undefined });
    server.close();
  });
  beforeEach(() => {
    Object.assign(stripe, { card: null, answers: true, bank: "succeeded", advice: undefined });
    stripe.asked.length = stripe.intents.length = 0;
  });
  return stripe;
}

type Answer = { status: number; body: object };

function answerTo(stripe: StripeServer, question: string, asked: URLSearchParams): Answer {
  if (!stripe.answers) return { status: 500, body: { error: { type: "api_error", message: "Down" } } };
  const id = randomBytes(6).toString("hex");
  const ok = (body: object): Answer => ({ status: 200, body });
  switch (question) {
    case "POST /v1/customers":
      return ok({ id: `cus_${id}`, object: "customer" });
    case "POST /v1/checkout/sessions":
      return ok({ id: `cs_${id}`, object: "checkout.session", url: `https://stripe.example/${id}` });
    case "POST /v1/billing_portal/sessions":
      return ok({ id: `bps_${id}`, url: `https://stripe.example/portal/${id}` });
    case "POST /v1/refunds":
      return ok({ id: `re_${id}`, object: "refund", status: "succeeded" });
    case "POST /v1/payment_intents":
      return charge(stripe, `pi_${id}`, asked);
    case "GET /v1/payment_intents":
      return ok({ object: "list", data: stripe.intents });
    default:
      return ok({ object: "list", data: stripe.card ? [stripe.card] : [] });
  }
}

/** A refusal is answered by an error that holds the payment, as Stripe does for whoever is not there to answer. */
function charge({ bank, advice, intents }: StripeServer, id: string, asked: URLSearchParams): Answer {
  const metadata = { chargeId: asked.get("metadata[chargeId]"), accountId: asked.get("metadata[accountId]") };
  const code = bank === "authentication_required" || bank === "expired_card" ? bank : "card_declined";
  const message = "Your card was declined.";
  const refusal = { type: "card_error", code, decline_code: bank, advice_code: advice, message };
  const refused = bank !== "succeeded" && bank !== "processing";
  const status = refused ? "requires_payment_method" : bank;
  const intent = { id, object: "payment_intent", status, metadata, ...(refused && { last_payment_error: refusal }) };
  intents.push(intent);
  return refused
    ? { status: 402, body: { error: { ...refusal, payment_intent: intent } } }
    : { status: 200, body: intent };
}
