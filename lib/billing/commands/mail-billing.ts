import type { Tx } from "@/db/client";
import type { Plan } from "@/lib/actor";
import { type Invoice } from "@/lib/billing/queries/invoice-rows";
import { billingRecipients } from "@/lib/billing/queries/recipients";
import { findSeller } from "@/lib/billing/queries/seller";
import { PLANS } from "@/lib/billing/rules";
import { env } from "@/lib/env";
import { formatDate, formatMoney } from "@/lib/format";
import { writeMails } from "@/lib/mails/commands";
import type { Mail } from "@/lib/mails/templates";

type Account = { id: string; slug: string; name: string };

/** To everyone who gets the account's invoices, as part of the change that causes it. */
export async function mailBilling(tx: Tx, account: Account, mail: Mail): Promise<void> {
  const recipients = await billingRecipients(tx, account.id);
  await writeMails(
    tx,
    recipients.map((to) => ({ accountId: account.id, to, ...mail })),
  );
}

export const billingUrl = ({ slug }: Account, invoiceId?: string) =>
  `${env().APERTURE_URL}/${slug}/billing${invoiceId ? `?invoice=${invoiceId}` : ""}`;

const inWords = (account: Account, { id, number, total, due, dueAt, currency }: Invoice) => ({
  url: billingUrl(account, id),
  account: account.name,
  number,
  total: formatMoney(Math.abs(total), currency, "en"),
  due: formatMoney(due, currency, "en"),
  dueDate: dayOf(dueAt),
});

/** @param card the end of the number of the card that is charged with it; null: none is */
export function mailInvoice(tx: Tx, account: Account, invoice: Invoice, card: string | null): Promise<void> {
  const props = inWords(account, invoice);
  if (invoice.kind === "credit_note")
    return mailBilling(tx, account, { template: "credit-note", props: { ...props, refunded: false } });
  const { bank } = findSeller();
  return mailBilling(tx, account, { template: "invoice", props: { ...props, open: invoice.due > 0, bank, card } });
}

/** Tells of a credit note whose money went back the way it came. */
export const mailRefund = (tx: Tx, account: Account, note: Invoice) =>
  mailBilling(tx, account, { template: "credit-note", props: { ...inWords(account, note), refunded: true } });

type Received = { amount: number; by: string };

export function mailReceipt(tx: Tx, account: Account, invoice: Invoice, { amount, by }: Received): Promise<void> {
  const props = { ...inWords(account, invoice), amount: formatMoney(amount, invoice.currency, "en"), by };
  return mailBilling(tx, account, { template: "payment", props });
}

const dayOf = (moment: Date) => formatDate(moment, { locale: "en", zone: "UTC" });

type Failure = {
  reason: string;
  /** When the saved card is charged again. */
  next?: Date | null;
};

export const mailFailure = (tx: Tx, account: Account, invoice: Invoice, { reason, next }: Failure) =>
  mailBilling(tx, account, {
    template: "payment-failed",
    props: { ...inWords(account, invoice), reason, next: next ? dayOf(next) : null },
  });

/** Their card has to be changed: it is not charged again, whatever is due. */
export const mailRefusedCard = (tx: Tx, account: Account, invoice: Invoice, { reason, next }: Failure) =>
  mailBilling(tx, account, {
    template: "card-refused",
    props: { ...inWords(account, invoice), reason, next: next ? dayOf(next) : null },
  });

/** A bank wants to hear the card's holder before it pays. */
export const mailConfirmation = (tx: Tx, account: Account, invoice: Invoice) =>
  mailBilling(tx, account, { template: "payment-confirmation", props: inWords(account, invoice) });

/** The account has the Free plan now, because an invoice was not paid. */
export const mailEnd = (tx: Tx, account: Account, invoice: Invoice) =>
  mailBilling(tx, account, { template: "plan-ended", props: inWords(account, invoice) });

/** What is written when a trial comes to its end, and when it is over. */
export const mailTrialEnding = (tx: Tx, account: Account & { plan: Plan }, until: Date) =>
  mailBilling(tx, account, {
    template: "trial-ending",
    props: { url: billingUrl(account), account: account.name, plan: PLANS[account.plan].label, ends: dayOf(until) },
  });

export const mailTrialEnd = (tx: Tx, account: Account & { plan: Plan }) =>
  mailBilling(tx, account, {
    template: "trial-ended",
    props: { url: billingUrl(account), account: account.name, plan: PLANS[account.plan].label },
  });

export const mailReminder = (tx: Tx, account: Account, invoice: Invoice) =>
  mailBilling(tx, account, {
    template: "invoice-overdue",
    props: { ...inWords(account, invoice), bank: findSeller().bank },
  });
