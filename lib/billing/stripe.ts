import Stripe from "stripe";
import type { CardCharge, ChargeAnswer, PaymentProvider } from "@/lib/billing/provider";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Whether the operator has set Stripe's keys. */
export const hasStripe = () => Boolean(env().STRIPE_SECRET_KEY);

function connect(): Stripe {
  const { STRIPE_SECRET_KEY, STRIPE_API_URL } = env();
  const { protocol, hostname, port } = new URL(STRIPE_API_URL);
  return new Stripe(STRIPE_SECRET_KEY ?? "", {
    protocol: protocol === "http:" ? "http" : "https",
    host: hostname,
    port: port || undefined,
    maxNetworkRetries: 2,
    timeout: 8_000,
    telemetry: false,
  });
}

/** @throws `unavailable` while Stripe is out of reach or refuses */
async function ask<T>(question: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await question(connect());
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw unavailable();
  }
}

const unavailable = () =>
  new AppError("unavailable", "Card payments do not answer at the moment. Try again later, or pay by transfer.", {
    retryAfter: 60,
  });

export const stripe: PaymentProvider = {
  cards: "stripe",

  createCustomer: async (accountId) => {
    const options = { idempotencyKey: `customer ${accountId}` };
    return (await ask(({ customers }) => customers.create({ metadata: { accountId } }, options))).id;
  },

  openCheckout: async ({ accountId, customer, invoice, returnTo }) => {
    const { id, number, due, currency } = invoice;
    const metadata = { accountId, invoiceId: id };
    const name = `Invoice ${number}`;
    const price = { currency: currency.toLowerCase(), unit_amount: due, product_data: { name } };
    const page: Stripe.Checkout.SessionCreateParams = {
      mode: "payment",
      customer,
      client_reference_id: id,
      metadata,
      payment_intent_data: { metadata, description: name, setup_future_usage: "off_session" },
      line_items: [{ quantity: 1, price_data: price }],
      success_url: returnTo,
      cancel_url: returnTo,
    };
    const options = { idempotencyKey: `checkout ${id} ${due}` };
    const { url } = await ask(({ checkout }) => checkout.sessions.create(page, options));
    if (!url) throw unavailable();
    return url;
  },

  openPortal: async ({ customer, returnTo }) =>
    (await ask(({ billingPortal }) => billingPortal.sessions.create({ customer, return_url: returnTo }))).url,

  findCard: async (customer) => {
    const { data } = await ask(({ customers }) => customers.listPaymentMethods(customer, { type: "card", limit: 1 }));
    const [method] = data;
    if (!method?.card) return null;
    const { brand, last4, exp_year: year, exp_month: month } = method.card;
    return { id: method.id, brand, last4, expires: `${year}-${String(month).padStart(2, "0")}` };
  },

  chargeCard: async (charge) => {
    const options = { idempotencyKey: `charge ${charge.id}` };
    return ask(({ paymentIntents }) => paymentIntents.create(offSession(charge), options).then(answerOf, refused));
  },

  findCharge: async ({ id, customer }) => {
    const { data } = await ask(({ paymentIntents }) => paymentIntents.list({ customer, limit: 100 }));
    const intent = data.find(({ metadata }) => metadata.chargeId === id);
    return intent ? answerOf(intent) : null;
  },

  refund: async ({ paymentId, reference, amount }) => {
    const refunded = { payment_intent: reference, amount };
    return (await ask(({ refunds }) => refunds.create(refunded, { idempotencyKey: `refund ${paymentId}` }))).id;
  },
};

const offSession = (charge: CardCharge): Stripe.PaymentIntentCreateParams => ({
  amount: charge.amount,
  currency: charge.currency.toLowerCase(),
  customer: charge.customer,
  payment_method: charge.card,
  off_session: true,
  confirm: true,
  description: `Invoice ${charge.number}`,
  metadata: { accountId: charge.accountId, invoiceId: charge.invoiceId, chargeId: charge.id },
});

/** A refusal of the bank comes as an error that holds what became of the payment. */
function refused(error: unknown): ChargeAnswer {
  if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) return answerOf(error.payment_intent);
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    return { outcome: "refused", reason: "This card cannot be charged any more." };
  throw error;
}

function answerOf({ id, status, last_payment_error: refusal }: Stripe.PaymentIntent): ChargeAnswer {
  if (status === "succeeded") return { outcome: "paid", payment: id };
  if (status === "processing") return { outcome: "pending" };
  if (status === "requires_action" || refusal?.code === "authentication_required") return { outcome: "confirm" };
  const outcome = refusal && isFinal(refusal) ? "refused" : "declined";
  return { outcome, reason: refusal?.message ?? "The card was declined." };
}

/**
 * Codes after which the card networks want no further try with the same card, and fine it: those that Stripe's own retries
 * stop at, and those that tell of a card which is no more. https://docs.stripe.com/declines/codes
 */
const FINAL_CODES = new Set([
  "card_not_supported",
  "currency_not_supported",
  "do_not_try_again",
  "expired_card",
  "fraudulent",
  "highest_risk_level",
  "incorrect_number",
  "invalid_account",
  "invalid_number",
  "lost_card",
  "merchant_blacklist",
  "new_account_information_available",
  "pickup_card",
  "restricted_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "security_violation",
  "stolen_card",
  "stop_payment_order",
  "transaction_not_allowed",
]);

/** What the bank advises comes before what the code means as a rule. */
const isFinal = ({
  advice_code: advice,
  code = "",
  decline_code: reason = "",
}: Stripe.PaymentIntent.LastPaymentError) =>
  advice === "try_again_later" ? false : Boolean(advice) || FINAL_CODES.has(code) || FINAL_CODES.has(reason);

type Event<Kind> = { id: string; type: string; kind: Kind };

/** What has happened at Stripe, as far as it concerns us. Amounts are in minor units. */
export type StripeEvent =
  | (Event<"paid" | "failed"> & {
      accountId: string;
      invoiceId: string;
      amount: number;
      currency: string;
      payment: string;
    })
  | (Event<"refunded"> & { payment: string; refund: string; amount: number; currency: string })
  | (Event<"card"> & { customer: string })
  | (Event<"charge"> & { accountId: string; chargeId: string });

/**
 * The event in a request to the webhook, judged by the very bytes that were sent. Null: nothing that concerns us.
 * @throws `malformed` where Stripe has not signed it within the last five minutes
 */
export function readStripeEvent(body: string, signature: string | null): StripeEvent | null {
  const event = verified(body, signature);
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      // A delayed way of paying completes the page first, and tells later whether the money came.
      return event.data.object.payment_status === "paid" ? ofPage(event, "paid", event.data.object) : null;
    case "checkout.session.async_payment_failed":
      return ofPage(event, "failed", event.data.object);
    case "refund.created":
    case "refund.updated":
      return ofRefund(event, event.data.object);
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
      return ofCharge(event, event.data.object);
    case "payment_method.attached":
    case "payment_method.updated":
    case "payment_method.automatically_updated":
      return ofCard(event, event.data.object.customer);
    case "payment_method.detached":
      return ofCard(event, event.data.previous_attributes?.customer ?? null);
    default:
      return null;
  }
}

type Told = Pick<Stripe.Event, "id" | "type">;

function ofPage({ id, type }: Told, kind: "paid" | "failed", page: Stripe.Checkout.Session): StripeEvent | null {
  const { accountId, invoiceId } = page.metadata ?? {};
  if (!accountId || !invoiceId) return null;
  const amount = page.amount_total ?? 0;
  const currency = (page.currency ?? "").toUpperCase();
  return { id, type, kind, accountId, invoiceId, amount, currency, payment: nameOf(page.payment_intent) ?? page.id };
}

function ofRefund({ id, type }: Told, refund: Stripe.Refund): StripeEvent | null {
  const payment = nameOf(refund.payment_intent);
  if (refund.status !== "succeeded" || !payment) return null;
  const { amount, currency } = refund;
  return { id, type, kind: "refunded", payment, refund: refund.id, amount, currency: currency.toUpperCase() };
}

function ofCharge({ id, type }: Told, { metadata }: Stripe.PaymentIntent): StripeEvent | null {
  const { accountId, chargeId } = metadata;
  return accountId && chargeId ? { id, type, kind: "charge", accountId, chargeId } : null;
}

function ofCard({ id, type }: Told, owner: string | { id: string } | null): StripeEvent | null {
  const customer = nameOf(owner);
  return customer ? { id, type, kind: "card", customer } : null;
}

/** Stripe gives either the name of a thing, or the thing itself. */
const nameOf = (thing: string | { id: string } | null) => (typeof thing === "string" ? thing : (thing?.id ?? null));

const TOLERANCE_SECONDS = 300;

function verified(body: string, signature: string | null): Stripe.Event {
  const secret = env().STRIPE_WEBHOOK_SECRET ?? "";
  try {
    return connect().webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
  } catch {
    throw new AppError("malformed", "This is not signed by Stripe, or too old.");
  }
}
