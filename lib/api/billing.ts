import * as z from "zod";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import type { Quote } from "@/lib/billing/commands/change-terms";
import { type BillingDetails, invoiceInput, termsInput } from "@/lib/billing/input";
import type { Billing } from "@/lib/billing/queries/find-billing";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { CURRENCY, PLAN_IDS, PLANS } from "@/lib/billing/rules";
import { emailAddress } from "@/lib/email-address";
import { env } from "@/lib/env";
import { closed } from "@/lib/input";

const money = z
  .strictObject({ amount: z.int(), currency: z.string().length(3) })
  .meta({ id: "Money", description: "Whole minor units, such as cents." });

const count = z.int().min(0).max(1_000_000);

const large = z.int().min(0);

const linesShape = z
  .array(z.strictObject({ text: z.string().max(300), quantity: count, unit_price: money, amount: money }))
  .max(100);

export const invoiceShape = z
  .strictObject({
    id,
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
    charge_at: time.nullable().meta({ description: "When it is charged to the saved card." }),
    lines: linesShape,
    pdf_url: z.url().max(500).meta({ description: "Answers with the PDF where application/pdf is asked for." }),
  })
  .meta({ id: "Invoice" });

export const invoicesShape = pageOf(invoiceShape);

export const planShape = z
  .strictObject({
    plan: z.enum(PLAN_IDS),
    price: money.meta({ description: "For a month, without tax." }),
    seats: z.strictObject({ used: count, limit: count, pending: count }),
    limits: z.strictObject({
      seats: count,
      keys: count,
      purges: count.meta({ description: "Lines on a day of UTC." }),
      request_days: count.meta({ description: "Days that single requests for images are kept." }),
      figure_days: count.meta({ description: "Days that their sums are kept." }),
      user_management: z.boolean(),
      groups: z.boolean(),
      restricted_role: z.boolean(),
      storage: large.nullable().meta({ description: "Bytes. Null: without end." }),
      deliveries: large.nullable().meta({ description: "Requests in a month of UTC. Null: without end." }),
    }),
    usage: z.strictObject({
      keys: count,
      storage: large.meta({ description: "Bytes; each content once, however many files and versions have it." }),
      deliveries: large.meta({ description: "Requests since the month of UTC began." }),
    }),
    renews_at: time.nullable(),
    cancels_at: time.nullable(),
  })
  .meta({ id: "Plan" });

const inCurrency = (amount: number, currency: string = CURRENCY) => ({ amount, currency });

const toLines = (lines: Invoice["lines"], currency: string) =>
  lines.map(({ text: what, quantity, unitPrice, amount }) => ({
    text: what,
    quantity,
    unit_price: inCurrency(unitPrice, currency),
    amount: inCurrency(amount, currency),
  }));

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
  charge_at: invoice.chargeAt ? at(invoice.chargeAt) : null,
  lines: toLines(invoice.lines, invoice.currency),
  pdf_url: `${env().APERTURE_URL}/api/v1/billing/invoices/${invoice.id}`,
});

export const toPlan = ({
  plan,
  price,
  seats,
  keys,
  storage,
  deliveries,
  limits,
  subscription,
}: Billing): z.input<typeof planShape> => ({
  plan,
  price: inCurrency(price),
  seats: { used: seats.used, limit: seats.limit, pending: seats.pending },
  limits: {
    seats: seats.limit,
    keys: keys.limit,
    purges: limits.purges,
    request_days: limits.requestDays,
    figure_days: limits.figureDays,
    user_management: PLANS[plan].userManagement,
    groups: PLANS[plan].groups,
    restricted_role: PLANS[plan].restrictedRole,
    storage: storage.limit,
    deliveries: deliveries.limit,
  },
  usage: { keys: keys.used, storage: storage.used, deliveries: deliveries.used },
  renews_at: subscription && !subscription.cancelledAt ? at(subscription.periodEnd) : null,
  cancels_at: subscription?.cancelledAt ? at(subscription.periodEnd) : null,
});

export const chargeShape = z
  .strictObject({
    lines: linesShape,
    subtotal: money,
    tax: money,
    total: money.meta({ description: "Negative: it is given back by a credit note." }),
    next_price: money.meta({ description: "For each month from the next on, without tax." }),
    consequences: z.array(z.string().max(400)).max(20),
    invoice_id: id.nullable().meta({ description: "Null where nothing was changed or nothing is charged." }),
  })
  .meta({ id: "Charge" });

export const toCharge = (quote: Quote, invoiceId: string | null): z.input<typeof chargeShape> => ({
  lines: toLines(quote.lines, quote.currency),
  subtotal: inCurrency(quote.subtotal, quote.currency),
  tax: inCurrency(quote.tax, quote.currency),
  total: inCurrency(quote.total, quote.currency),
  next_price: inCurrency(quote.nextPrice, quote.currency),
  consequences: quote.consequences,
  invoice_id: invoiceId,
});

export const changePlanBody = closed({
  plan: termsInput.shape.plan,
  seats: termsInput.shape.seats,
  preview: z.optional(z.boolean("Yes or no is expected.")).meta({ description: "True: only say what it would cost." }),
});

const text = z.optional(z.string("A text is expected.").max(200));

/** Fields that are left out stay; the command judges what comes of it. */
export const editDetailsBody = closed({
  company: text,
  street: text,
  postal_code: text,
  city: text,
  country: text,
  tax_id: z.nullish(z.string("A text is expected.").max(40)),
  email: z.nullish(emailAddress),
});

export const detailsShape = z
  .strictObject({
    company: z.string().max(120),
    street: z.string().max(160),
    postal_code: z.string().max(20),
    city: z.string().max(80),
    country: z.string().length(2),
    tax_id: z.string().max(40).nullable(),
    email: z.string().max(320).nullable(),
  })
  .meta({ id: "BillingDetails" });

export const toDetails = ({ postalCode, taxId, ...details }: BillingDetails): z.input<typeof detailsShape> => ({
  ...details,
  postal_code: postalCode,
  tax_id: taxId,
});

type DetailsChange = z.output<typeof editDetailsBody>;

/** What the details are after such a change, still to be judged. */
export const changedDetails = (present: BillingDetails | null, change: DetailsChange) => {
  const { postal_code: postalCode, tax_id: taxId, ...rest } = change;
  const given = { ...rest, ...(postalCode !== undefined && { postalCode }), ...(taxId !== undefined && { taxId }) };
  return { taxId: null, email: null, ...present, ...given };
};

export const invoicePath = closed({ id: invoiceInput.shape.invoiceId });

export const paymentShape = z
  .strictObject({
    method: z.literal("transfer"),
    due: money,
    reference: z.string().max(40).meta({ description: "To be named in the transfer." }),
    bank: z.string().max(300).nullable(),
  })
  .meta({ id: "PaymentInstructions" });

export const toPayment = ({ due, currency, number }: Invoice, bank: string | null): z.input<typeof paymentShape> => ({
  method: "transfer",
  due: inCurrency(due, currency),
  reference: number,
  bank,
});
