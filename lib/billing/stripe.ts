import Stripe from "stripe";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
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

type Checkout = { accountId: string; invoice: Invoice; returnTo: string };

/**
 * A page of Stripe on which what is due of an invoice is paid by card; no number ever comes here. Asked twice, it is the
 * same page. @throws `unavailable` while Stripe is out of reach
 */
export async function openCheckout({ accountId, invoice, returnTo }: Checkout): Promise<string> {
  const { id, number, due, currency } = invoice;
  const metadata = { accountId, invoiceId: id };
  try {
    const { url } = await connect().checkout.sessions.create(
      {
        mode: "payment",
        client_reference_id: id,
        metadata,
        payment_intent_data: { metadata, description: `Invoice ${number}` },
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: currency.toLowerCase(),
              unit_amount: due,
              product_data: { name: `Invoice ${number}` },
            },
          },
        ],
        success_url: returnTo,
        cancel_url: returnTo,
      },
      { idempotencyKey: `checkout ${id} ${due}` },
    );
    if (url) return url;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
  }
  throw new AppError("unavailable", "Card payments do not answer at the moment. Try again later, or pay by transfer.", {
    retryAfter: 60,
  });
}

/** What became of a payment page. */
export type StripeEvent = {
  id: string;
  type: string;
  accountId: string;
  invoiceId: string;
  outcome: "paid" | "failed";
  /** In minor units. */
  amount: number;
  currency: string;
  payment: string;
};

const OUTCOMES: Partial<Record<Stripe.Event["type"], StripeEvent["outcome"]>> = {
  "checkout.session.completed": "paid",
  "checkout.session.async_payment_succeeded": "paid",
  "checkout.session.async_payment_failed": "failed",
};

/**
 * The event in a request to the webhook, judged by the very bytes that were sent. Null: nothing that concerns us.
 * @throws `malformed` where Stripe has not signed it within the last five minutes
 */
export function readStripeEvent(body: string, signature: string | null): StripeEvent | null {
  const event = verified(body, signature);
  const outcome = OUTCOMES[event.type];
  const session = event.data.object as Stripe.Checkout.Session;
  const { accountId, invoiceId } = session.metadata ?? {};
  // A delayed way of paying completes the page first, and tells later whether the money came.
  const waiting = outcome === "paid" && session.payment_status !== "paid";
  if (!outcome || waiting || !accountId || !invoiceId) return null;
  return {
    id: event.id,
    type: event.type,
    accountId,
    invoiceId,
    outcome,
    amount: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    payment: String(session.payment_intent ?? session.id),
  };
}

const TOLERANCE_SECONDS = 300;

function verified(body: string, signature: string | null): Stripe.Event {
  const secret = env().STRIPE_WEBHOOK_SECRET ?? "";
  try {
    return connect().webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
  } catch {
    throw new AppError("malformed", "This is not signed by Stripe, or too old.");
  }
}
