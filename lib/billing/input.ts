import * as z from "zod/mini";
import { PLANS } from "@/lib/billing/rules";
import { emailAddress } from "@/lib/email-address";
import { closed, idOf, line } from "@/lib/input";
import { COUNTRIES, plainTaxId, whyNotTaxId } from "@/lib/tax/rules";

const required = (name: string, most: number) => line(name, most).check(z.minLength(1, `${name} is missing.`));

export const billingDetailsInput = closed({
  company: required("The company", 120),
  street: required("The street", 160),
  postalCode: required("The postal code", 20),
  city: required("The city", 80),
  country: z
    .string("A country is expected.")
    .check(z.refine((code) => COUNTRIES.includes(code), "Choose a country from the list.")),
  taxId: z.nullable(z.pipe(line("The tax number", 40), z.transform(plainTaxId))),
  email: z.nullable(emailAddress),
}).check(
  z.superRefine(({ country, taxId }, context) => {
    const message = taxId === null ? null : whyNotTaxId(country, taxId);
    if (message) context.addIssue({ code: "custom", path: ["taxId"], message });
  }),
);
export type BillingDetails = z.output<typeof billingDetailsInput>;

const mostSeats = PLANS.enterprise.mostSeats;

export const termsInput = closed({
  plan: z.enum(["pro", "enterprise"], "Pro or Enterprise is expected. To leave both, cancel the subscription."),
  seats: z
    .int("A whole number of seats is expected.")
    .check(
      z.gte(1, "At least 1 seat is expected."),
      z.lte(1_000_000, `More than ${mostSeats} seats are given by the operator.`),
    ),
});
export type WantedTerms = z.output<typeof termsInput>;

const sealed = (name: string) =>
  z.string(`${name} is expected.`).check(z.regex(/^[\w-]{40,4000}$/, `${name} cannot be read.`));

/** The quote that was shown: what is charged is what it said. */
export const changeTermsInput = closed({ quote: sealed("A quote") });

/** The account's name, typed. */
export const cancelInput = closed({ name: z.string("The account's name is expected.") });

export const nothingInput = closed({});

const invoiceId = idOf("bil", "invoice");

export const invoiceInput = closed({ invoiceId });

export const testCardInput = closed({
  invoiceId,
  number: z.string("A card number is expected.").check(z.regex(/^[\d ]{12,23}$/, "A card number has 12 to 19 digits.")),
});

export const confirmCardInput = closed({
  confirmation: sealed("A confirmation"),
  approved: z.boolean("Yes or no is expected."),
});

/** For the operator: the number on the invoice, and what the bank calls the payment. */
export const markPaidInput = closed({
  number: z.string("The invoice's number is expected.").check(z.maxLength(40, "This is no invoice's number.")),
  reference: line("The reference", 120),
});
