import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor, Plan } from "@/lib/actor";
import { type KeyCount, keysIn } from "@/lib/api-keys/queries/count-keys";
import type { BillingDetails } from "@/lib/billing/input";
import { accountNow } from "@/lib/billing/queries/account-now";
import { consequencesOf } from "@/lib/billing/queries/consequences";
import { detailsIn } from "@/lib/billing/queries/details";
import { creditIn, type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { findSeller } from "@/lib/billing/queries/seller";
import { subscriptionIn } from "@/lib/billing/queries/subscription";
import { PLANS, priceOf } from "@/lib/billing/rules";
import { hasStripe } from "@/lib/billing/stripe";
import { env } from "@/lib/env";
import { authorize } from "@/lib/permissions/can";
import { type Seats, seatsIn } from "@/lib/users/queries/count-seats";

export type BillingSubscription = {
  periodStart: Date;
  periodEnd: Date;
  cancelledAt: Date | null;
  /** For the present period, without tax. */
  price: number;
};

export type Billing = {
  accountName: string;
  plan: Plan;
  seats: Seats;
  keys: KeyCount;
  /** Null: nothing is charged. */
  subscription: BillingSubscription | null;
  /** For a whole period with the present plan and seats, without tax. */
  price: number;
  credit: number;
  /** Invoices that are still to be paid, the oldest first. */
  open: Invoice[];
  details: BillingDetails | null;
  bank: string | null;
  /** By which cards can be paid: real ones through Stripe, or those of the demo. */
  cards: "stripe" | "test" | null;
};

export async function findBilling(actor: Actor): Promise<Billing> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const { id, name, plan } = actor.account;
    const seats = await seatsIn(tx, id);
    const subscription = await subscriptionIn(tx, id);
    const invoices = await invoiceRows(tx, id, { where: sql`i.kind = 'invoice'` });
    return {
      accountName: name,
      plan,
      seats,
      keys: await keysIn(tx, id),
      subscription: subscription && {
        periodStart: subscription.periodStart,
        periodEnd: subscription.periodEnd,
        cancelledAt: subscription.cancelledAt,
        price: priceOf(subscription),
      },
      price: priceOf({ plan, seats: seats.limit }),
      credit: await creditIn(tx, id),
      open: invoices.filter(({ due }) => due > 0).toReversed(),
      details: await detailsIn(tx, id),
      bank: findSeller().bank,
      cards: cardsTaken(),
    };
  });
}

function cardsTaken(): Billing["cards"] {
  if (hasStripe()) return "stripe";
  return env().APERTURE_DEMO ? "test" : null;
}

/** What changes when the subscription has ended, in sentences. */
export async function findEndConsequences(actor: Actor): Promise<string[]> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const { account } = await accountNow(tx, actor.account.id);
    return consequencesOf(tx, account, { plan: "free", seats: PLANS.free.seats });
  });
}
