import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { InvoiceLine } from "@/db/schema/billing";
import type { Plan } from "@/lib/actor";
import type { WantedTerms } from "@/lib/billing/input";
import { detailsIn } from "@/lib/billing/queries/details";
import { invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { type Subscription, subscriptionIn } from "@/lib/billing/queries/subscription";
import { limitOf, type Period, periodFrom, PLANS, priceOf, remainderOf, type Terms } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { formatCount, formatDate } from "@/lib/format";

type Account = { id: string; plan: Plan; seatLimit: number | null };

export type DraftedTerms = {
  former: Subscription | null;
  /** What is charged afterwards, and for which period. */
  period: Period;
  anchorDay: number;
  lines: InvoiceLine[];
};

/**
 * What it takes to have these terms from that moment on: a new period for whoever is charged for nothing yet, or else the
 * difference for the rest of the present one. @throws why they cannot be had
 */
export async function draftTerms(tx: Tx, account: Account, wanted: WantedTerms, at: Date): Promise<DraftedTerms> {
  const former = await subscriptionIn(tx, account.id);
  requireSeats(account, wanted);
  await requireReady(tx, account, former, wanted);
  if (!former) {
    const anchorDay = at.getUTCDate();
    const period = periodFrom(at, anchorDay);
    return { former, period, anchorDay, lines: linesFor(wanted, period) };
  }
  const period = { start: former.periodStart, end: former.periodEnd };
  return { former, period, anchorDay: former.anchorDay, lines: differenceLines(former, wanted, period, at) };
}

function requireSeats({ plan, seatLimit }: Account, wanted: WantedTerms): void {
  const { label, seats, mostSeats } = PLANS[wanted.plan];
  const most = wanted.plan === plan ? Math.max(mostSeats, seatLimit ?? 0) : mostSeats;
  const message =
    seats === most
      ? `${label} has ${seats} seats. The operator of this server can give an account more.`
      : `${label} has ${seats} to ${most} seats. The operator of this server can give an account more.`;
  if (wanted.seats < seats || wanted.seats > most)
    throw new AppError("invalid", message, { fields: [{ path: "seats", message }] });
}

async function requireReady(tx: Tx, account: Account, former: Subscription | null, wanted: Terms): Promise<void> {
  if (former?.cancelledAt) throw new AppError("conflict", "The subscription is cancelled. Resume it, then change it.");
  const present = former ?? { plan: account.plan, seats: limitOf("seats", account) };
  if (
    former &&
    present.plan === wanted.plan &&
    present.seats === wanted.seats &&
    limitOf("seats", account) === wanted.seats
  )
    throw new AppError("conflict", "This is the plan and the number of seats that the account has.");
  if (!(await detailsIn(tx, account.id)))
    throw new AppError("conflict", "Say first, under Billing details, who the invoices are for.");
  const [overdue] = await invoiceRows(tx, account.id, { where: sql`i.kind = 'invoice' and i.due_at < now()` }).then(
    (rows) => rows.filter(({ due }) => due > 0),
  );
  if (overdue && priceOf(wanted) > priceOf(present))
    throw new AppError("conflict", `Invoice ${overdue.number} is overdue. Pay it, then plan and seats can be raised.`);
}

const place = { locale: "en", zone: "UTC" };

const spanOf = ({ start, end }: Period) => `${formatDate(start, place)} to ${formatDate(end, place)}`;

/** A whole period. */
export function linesFor({ plan, seats }: Terms, period: Period): InvoiceLine[] {
  const { label, price, seatPrice, seats: included } = PLANS[plan];
  const further = Math.max(0, seats - included);
  const lines: InvoiceLine[] = [
    {
      text: `${label} plan with ${formatCount(included, { one: "seat", other: "seats" })}, ${spanOf(period)}`,
      quantity: 1,
      unitPrice: price,
      amount: price,
    },
  ];
  if (further > 0)
    lines.push({
      text: `Further seats, ${spanOf(period)}`,
      quantity: further,
      unitPrice: seatPrice,
      amount: further * seatPrice,
    });
  return lines;
}

/** What was charged for the rest of the period is given back, and the same rest charged anew. */
function differenceLines(former: Terms, wanted: Terms, period: Period, at: Date): InvoiceLine[] {
  const rest = spanOf({ start: at, end: period.end });
  const line = (what: string, amount: number) => ({ text: what, quantity: 1, unitPrice: amount, amount });
  const named = ({ plan, seats }: Terms) =>
    `${PLANS[plan].label} with ${formatCount(seats, { one: "seat", other: "seats" })}`;
  return [
    line(`Not used: ${named(former)}, ${rest}`, -remainderOf(priceOf(former), period, at)),
    line(`${named(wanted)}, ${rest}`, remainderOf(priceOf(wanted), period, at)),
  ];
}
