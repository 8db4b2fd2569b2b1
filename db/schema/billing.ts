import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId, PLANS } from "./accounts";
import { interval, oneOf, ofAccount, time, within } from "./columns";

/** Who the invoices are made out to. */
export const billingDetails = pgTable(
  "billing_details",
  {
    accountId: accountId().primaryKey(),
    company: text().notNull(),
    street: text().notNull(),
    postalCode: text().notNull(),
    city: text().notNull(),
    /** ISO 3166, two letters. */
    country: text().notNull(),
    taxId: text(),
    /** Where invoices are sent; null: to everyone with the permission Billing. */
    email: text(),
  },
  () => ofAccount(),
);

/**
 * What a period is charged for. Each change within the period ends a row and begins the next; the operator's own changes
 * of plan and seats are charged from the next period on.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    accountId: accountId(),
    id: text().notNull(),
    plan: text({ enum: PLANS }).notNull(),
    seats: integer().notNull(),
    periodStart: time().notNull(),
    periodEnd: time().notNull(),
    /** Day of the month on which periods begin; in shorter months their last day. */
    anchorDay: integer().notNull(),
    /** Cancelled: it ends with the period. */
    cancelledAt: time(),
    cancelledBy: text(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("subscriptions_current")
      .on(t.accountId)
      .where(sql`${t.endedAt} is null`),
    index("subscriptions_due")
      .on(t.periodEnd)
      .where(sql`${t.endedAt} is null`),
    oneOf("subscriptions_plan", t.plan, PLANS),
    check("subscriptions_period", sql`${t.periodStart} < ${t.periodEnd}`),
    ...ofAccount(),
  ],
);

/** One line of an invoice; amounts are minor units without tax. */
export type InvoiceLine = { text: string; quantity: number; unitPrice: number; amount: number };

/** Names and addresses as they were when the invoice was issued. */
export type Party = { lines: string[]; country: string | null; taxId: string | null };

/**
 * Invoices and credit notes, numbered without gaps within account and year. They never change once issued. A credit
 * note's amounts are negative. All amounts are minor units.
 */
export const invoices = pgTable(
  "invoices",
  {
    accountId: accountId(),
    id: text().notNull(),
    kind: text({ enum: ["invoice", "credit_note"] }).notNull(),
    year: integer().notNull(),
    sequence: integer().notNull(),
    number: text().notNull().unique(),
    issuedAt: time().notNull(),
    dueAt: time().notNull(),
    seller: jsonb().$type<Party>().notNull(),
    buyer: jsonb().$type<Party>().notNull(),
    lines: jsonb().$type<InvoiceLine[]>().notNull(),
    currency: text().notNull(),
    subtotal: integer().notNull(),
    /** Hundredths of a percent. */
    taxRate: integer().notNull(),
    /** Why this rate. */
    taxNote: text().notNull(),
    tax: integer().notNull(),
    total: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("invoices_sequence").on(t.accountId, t.year, t.sequence),
    index("invoices_newest").on(t.accountId, t.issuedAt, t.id),
    check("invoices_sum", sql`${t.subtotal} + ${t.tax} = ${t.total}`),
    check("invoices_sign", sql`(${t.kind} = 'invoice') = (${t.total} > 0)`),
    ...ofAccount(),
  ],
);

export const PAYMENT_METHODS = ["card", "transfer", "credit"] as const;

/** What was paid of an invoice, by money or out of credit notes. */
export const payments = pgTable(
  "payments",
  {
    accountId: accountId(),
    id: text().notNull(),
    invoiceId: text().notNull(),
    method: text({ enum: PAYMENT_METHODS }).notNull(),
    amount: integer().notNull(),
    /** What it is called elsewhere: the end of a card's number, a bank's reference. */
    reference: text().notNull(),
    at: time().notNull().defaultNow(),
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("payments_invoice", t.accountId, t.invoiceId, invoices),
    index("payments_invoice_id").on(t.accountId, t.invoiceId),
    oneOf("payments_method", t.method, PAYMENT_METHODS),
    check("payments_amount", sql`${t.amount} > 0`),
    ...ofAccount(),
  ],
);

/** What was paid back of a credit note; what was not stands as credit. */
export const refunds = pgTable(
  "refunds",
  {
    accountId: accountId(),
    id: text().notNull(),
    creditNoteId: text().notNull(),
    /** What was refunded. */
    paymentId: text().notNull(),
    amount: integer().notNull(),
    /** What it is called elsewhere, so that it is told of once. */
    reference: text().notNull(),
    at: time().notNull().defaultNow(),
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("refunds_reference").on(t.accountId, t.reference),
    within("refunds_credit_note", t.accountId, t.creditNoteId, invoices),
    within("refunds_payment", t.accountId, t.paymentId, payments),
    check("refunds_amount", sql`${t.amount} > 0`),
    ...ofAccount(),
  ],
);

/** An account as the payment provider knows it, and what may be shown of the card that is kept there. */
export const payers = pgTable(
  "payers",
  {
    accountId: accountId().primaryKey(),
    /** The provider's own name for it. */
    customer: text().notNull().unique(),
    cardBrand: text(),
    cardLast4: text(),
    /** Year and month, as in `2027-04`. */
    cardExpires: text(),
    /** The mark of a card that its bank refuses for good, until another is kept or this one is renewed. */
    refusedCard: text(),
  },
  () => ofAccount(),
);

/**
 * How a try to charge the saved card went; `refused`: its bank wants no further try, `skipped`: nothing was due any more,
 * `returned`: it was paid twice.
 */
export const CHARGE_OUTCOMES = ["paid", "declined", "refused", "confirm", "no_card", "skipped", "returned"] as const;

/** Tries to charge an invoice to the account's saved card. The next one is planned when one has failed. */
export const cardCharges = pgTable(
  "card_charges",
  {
    accountId: accountId(),
    id: text().notNull(),
    invoiceId: text().notNull(),
    /** The first is 1. */
    attempt: integer().notNull(),
    dueAt: time().notNull(),
    /** What is asked of the provider, in its names, written down before it is asked; null until then. */
    asked: jsonb().$type<{ customer: string; card: string; mark?: string; amount: number }>(),
    endedAt: time(),
    outcome: text({ enum: CHARGE_OUTCOMES }),
    /** What the bank said, in words for the reader. */
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("card_charges_attempt").on(t.accountId, t.invoiceId, t.attempt),
    index("card_charges_due")
      .on(t.dueAt)
      .where(sql`${t.endedAt} is null`),
    within("card_charges_invoice", t.accountId, t.invoiceId, invoices),
    oneOf("card_charges_outcome", t.outcome, CHARGE_OUTCOMES),
    check("card_charges_ended", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
    ...ofAccount(),
  ],
);

/** That an account was reminded of an invoice, so many days after it was due. */
export const invoiceReminders = pgTable(
  "invoice_reminders",
  {
    accountId: accountId(),
    invoiceId: text().notNull(),
    days: integer().notNull(),
    at: time().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.invoiceId, t.days] }),
    within("invoice_reminders_invoice", t.accountId, t.invoiceId, invoices),
    ...ofAccount(),
  ],
);

/** A share of a limit that was reached and told of, until use falls below it again. */
export const limitAlerts = pgTable(
  "limit_alerts",
  {
    accountId: accountId(),
    resource: text({ enum: ["seats", "keys", "storage", "deliveries"] }).notNull(),
    /** 80, 90 or 100. */
    percent: integer().notNull(),
    startedAt: time().notNull().defaultNow(),
    endedAt: time(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.resource, t.percent, t.startedAt] }),
    uniqueIndex("limit_alerts_current")
      .on(t.accountId, t.resource, t.percent)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** What a payment provider has told; each event once, however often and in whatever order it comes. */
export const providerEvents = pgTable(
  "provider_events",
  {
    accountId: accountId(),
    id: text().primaryKey(),
    type: text().notNull(),
    receivedAt: time().notNull().defaultNow(),
  },
  () => ofAccount(),
);
