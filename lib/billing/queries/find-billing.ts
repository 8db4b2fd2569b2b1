import { eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { payers } from "@/db/schema/billing";
import type { Actor, Plan } from "@/lib/actor";
import { type DeliveryUse, deliveredIn } from "@/lib/analytics/queries/delivered-this-month";
import { type KeyCount, keysIn } from "@/lib/api-keys/queries/count-keys";
import type { BillingDetails } from "@/lib/billing/input";
import { findProvider, type PaymentProvider, type SavedCard } from "@/lib/billing/provider";
import { accountNow } from "@/lib/billing/queries/account-now";
import { consequencesOf } from "@/lib/billing/queries/consequences";
import { detailsIn } from "@/lib/billing/queries/details";
import { creditIn, type Invoice, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { findSeller } from "@/lib/billing/queries/seller";
import { subscriptionIn } from "@/lib/billing/queries/subscription";
import { limitOf, PLANS, priceOf } from "@/lib/billing/rules";
import { storageIn, type StorageUse } from "@/lib/media/queries/storage-use";
import { authorize } from "@/lib/permissions/can";
import { type Seats, seatsIn } from "@/lib/users/queries/count-seats";

type BillingSubscription = {
  periodStart: Date;
  periodEnd: Date;
  cancelledAt: Date | null;
  /** For the present period, without tax. */
  price: number;
};

export type Billing = {
  accountName: string;
  plan: Plan;
  /** Of a plan on trial: when the account falls to Free. */
  planUntil: Date | null;
  seats: Seats;
  keys: KeyCount;
  storage: StorageUse;
  deliveries: DeliveryUse;
  /** The same as of the plan, where the account has no numbers of its own. */
  limits: Record<"purges" | "requestDays" | "figureDays", number>;
  /** Null: nothing is charged. */
  subscription: BillingSubscription | null;
  /** For a whole period with the present plan and seats, without tax. */
  price: number;
  credit: number;
  /** Invoices that are still to be paid, the oldest first. */
  open: Invoice[];
  details: BillingDetails | null;
  bank: string | null;
  cards: PaymentProvider["cards"];
  /** Null: the account has never paid by card. */
  card: { saved: (SavedCard & { isRefused: boolean }) | null } | null;
};

export async function findBilling(actor: Actor): Promise<Billing> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const { id, name, plan } = actor.account;
    const seats = await seatsIn(tx, id);
    const { account } = await accountNow(tx, id);
    const subscription = await subscriptionIn(tx, id);
    const invoices = await invoiceRows(tx, id, { where: sql`i.kind = 'invoice'` });
    return {
      accountName: name,
      plan,
      planUntil: account.planUntil,
      seats,
      keys: await keysIn(tx, id),
      storage: await storageIn(tx, id),
      deliveries: await deliveredIn(tx, id),
      limits: {
        purges: limitOf("purges", account),
        requestDays: limitOf("requestDays", account),
        figureDays: limitOf("figureDays", account),
      },
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
      cards: findProvider().cards,
      card: await savedCardIn(tx, id),
    };
  });
}

async function savedCardIn(tx: Tx, accountId: string): Promise<Billing["card"]> {
  const p = payers;
  const columns = { brand: p.cardBrand, last4: p.cardLast4, expires: p.cardExpires, refused: p.refusedCard };
  const [row] = await tx.select(columns).from(p).where(eq(p.accountId, accountId));
  if (!row) return null;
  const { brand, last4, expires, refused } = row;
  return { saved: brand && last4 && expires ? { brand, last4, expires, isRefused: refused !== null } : null };
}

/** What changes when the subscription has ended, in sentences. */
export async function findEndConsequences(actor: Actor): Promise<string[]> {
  authorize(actor, "billing.view");
  return withAccount(actor.account.id, async (tx) => {
    const { account } = await accountNow(tx, actor.account.id);
    return consequencesOf(tx, account, { plan: "free", seats: PLANS.free.seats });
  });
}
