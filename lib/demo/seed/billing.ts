import { newId } from "@/db/ids";
import type { billingDetails, invoices, payments, subscriptions } from "@/db/schema/billing";
import { linesFor } from "@/lib/billing/commands/draft-terms";
import { numberOf } from "@/lib/billing/commands/issue-invoice";
import type { BillingDetails } from "@/lib/billing/input";
import { buyerOf } from "@/lib/billing/queries/details";
import { CURRENCY, DUE_DAYS, periodFrom, type Period, type Terms } from "@/lib/billing/rules";
import { DEMO_SELLER } from "@/lib/billing/queries/seller";
import { DAY_MS } from "@/lib/day";
import { taxFor, taxOn } from "@/lib/tax/rules";

const after = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);

/** An account that pays: who for, what for, and since how many months. */
type Payer = { account: { id: string; name: string }; terms: Terms; months: number; details: BillingDetails };

export type BillingRows = {
  billingDetails: (typeof billingDetails.$inferInsert)[];
  subscriptions: (typeof subscriptions.$inferInsert)[];
  invoices: (typeof invoices.$inferInsert)[];
  payments: (typeof payments.$inferInsert)[];
};

/** A subscription and its invoices, the newest still to be paid. The present period began six days ago. */
export function billPayer({ account, terms, months, details }: Payer, now: Date): BillingRows {
  const anchor = after(now, -6);
  const anchorDay = Math.min(anchor.getUTCDate(), 28);
  const periods = periodsUntil(anchor, anchorDay, months);
  const issued = issueAll(account, terms, periods, details);
  const last = periods.at(-1) ?? periodFrom(anchor, anchorDay);
  return {
    billingDetails: [{ accountId: account.id, ...details }],
    subscriptions: [
      {
        accountId: account.id,
        id: newId("subscription"),
        ...terms,
        periodStart: last.start,
        periodEnd: last.end,
        anchorDay,
        startedAt: last.start,
        startedBy: "system",
      },
    ],
    invoices: issued,
    payments: issued.slice(0, -1).map(({ id, total, issuedAt, number }) => ({
      accountId: account.id,
      id: newId("payment"),
      invoiceId: id,
      method: "transfer" as const,
      amount: total,
      reference: `SEPA ${number}`,
      at: after(issuedAt, 3),
      by: "system",
    })),
  };
}

function periodsUntil(anchor: Date, anchorDay: number, months: number): Period[] {
  const start = new Date(anchor);
  start.setUTCDate(anchorDay);
  start.setUTCMonth(start.getUTCMonth() - months);
  const periods = [periodFrom(start, anchorDay)];
  for (let i = 0; i < months; i++) periods.push(periodFrom((periods.at(-1) as Period).end, anchorDay));
  return periods;
}

function issueAll(account: Payer["account"], terms: Terms, periods: readonly Period[], details: BillingDetails) {
  const { bank: _, ...seller } = DEMO_SELLER;
  const { rate, note } = taxFor({
    sellerCountry: seller.country,
    buyerCountry: details.country,
    buyerTaxId: details.taxId,
  });
  const inYear = new Map<number, number>();
  return periods.map((period) => {
    const year = period.start.getUTCFullYear();
    const sequence = (inYear.get(year) ?? 0) + 1;
    inYear.set(year, sequence);
    const lines = linesFor(terms, period);
    const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
    const tax = taxOn(subtotal, rate);
    return {
      accountId: account.id,
      id: newId("invoice"),
      kind: "invoice" as const,
      year,
      sequence,
      number: numberOf(account.id, year, sequence),
      issuedAt: period.start,
      dueAt: after(period.start, DUE_DAYS),
      seller,
      buyer: buyerOf(account.name, details),
      lines,
      currency: CURRENCY,
      subtotal,
      taxRate: rate,
      taxNote: note,
      tax,
      total: subtotal + tax,
    };
  });
}
