import * as z from "zod";
import { at, pageOf, time } from "@/lib/api/shapes";
import type { Billing } from "@/lib/billing/queries/find-billing";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { CURRENCY, PLAN_IDS } from "@/lib/billing/rules";
import { env } from "@/lib/env";

const money = z
  .strictObject({ amount: z.int(), currency: z.string().length(3) })
  .meta({ id: "Money", description: "Whole minor units, such as cents." });

const count = z.int().min(0).max(1_000_000);

export const invoiceShape = z
  .strictObject({
    id: z.string().max(60),
    kind: z.enum(["invoice", "credit_note"]),
    number: z.string().max(40),
    status: z.enum(["open", "overdue", "paid", "credit"]),
    issued_at: time,
    due_at: time,
    subtotal: money,
    tax: money,
    tax_rate: z.int().min(0).max(100_00).meta({ description: "Hundredths of a percent." }),
    total: money,
    due: money.meta({ description: "Still to be paid." }),
    lines: z
      .array(z.strictObject({ text: z.string().max(300), quantity: count, unit_price: money, amount: money }))
      .max(100),
    pdf_url: z.url().max(500).meta({ description: "Answers with the PDF where application/pdf is asked for." }),
  })
  .meta({ id: "Invoice" });

export const invoicesShape = pageOf(invoiceShape);

export const planShape = z
  .strictObject({
    plan: z.enum(PLAN_IDS),
    price: money.meta({ description: "For a month, without tax." }),
    seats: z.strictObject({ used: count, limit: count, pending: count }),
    limits: z.strictObject({ seats: count, keys: count }),
    renews_at: time.nullable(),
    cancels_at: time.nullable(),
  })
  .meta({ id: "Plan" });

const inCurrency = (amount: number, currency: string = CURRENCY) => ({ amount, currency });

export const toInvoice = (invoice: Invoice): z.input<typeof invoiceShape> => ({
  id: invoice.id,
  kind: invoice.kind,
  number: invoice.number,
  status: invoice.status,
  issued_at: at(invoice.issuedAt),
  due_at: at(invoice.dueAt),
  subtotal: inCurrency(invoice.subtotal, invoice.currency),
  tax: inCurrency(invoice.tax, invoice.currency),
  tax_rate: invoice.taxRate,
  total: inCurrency(invoice.total, invoice.currency),
  due: inCurrency(invoice.due, invoice.currency),
  lines: invoice.lines.map(({ text, quantity, unitPrice, amount }) => ({
    text,
    quantity,
    unit_price: inCurrency(unitPrice, invoice.currency),
    amount: inCurrency(amount, invoice.currency),
  })),
  pdf_url: `${env().APERTURE_URL}/api/v1/billing/invoices/${invoice.id}`,
});

export const toPlan = ({ plan, price, seats, keys, subscription }: Billing): z.input<typeof planShape> => ({
  plan,
  price: inCurrency(price),
  seats: { used: seats.used, limit: seats.limit, pending: seats.pending },
  limits: { seats: seats.limit, keys: keys.limit },
  renews_at: subscription && !subscription.cancelledAt ? at(subscription.periodEnd) : null,
  cancels_at: subscription?.cancelledAt ? at(subscription.periodEnd) : null,
});
