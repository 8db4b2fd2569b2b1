import type { Tx } from "@/db/client";
import { type Invoice } from "@/lib/billing/queries/invoice-rows";
import { billingRecipients } from "@/lib/billing/queries/recipients";
import { findSeller } from "@/lib/billing/queries/seller";
import { env } from "@/lib/env";
import { formatDate, formatMoney } from "@/lib/format";
import { writeMail } from "@/lib/mails/commands";
import type { Mail } from "@/lib/mails/render";
import { creditNoteMail, invoiceMail, invoiceOverdueMail, paymentFailedMail, paymentMail } from "@/lib/mails/templates";

type Account = { id: string; slug: string; name: string };

/** To everyone who gets the account's invoices, as part of the change that causes it. */
export async function mailBilling(tx: Tx, account: Account, mail: Mail): Promise<void> {
  for (const to of await billingRecipients(tx, account.id)) await writeMail(tx, { accountId: account.id, to, mail });
}

export const billingUrl = ({ slug }: Account, invoiceId?: string) =>
  `${env().APERTURE_URL}/${slug}/billing${invoiceId ? `?invoice=${invoiceId}` : ""}`;

const inWords = (account: Account, { id, number, total, due, dueAt, currency }: Invoice) => ({
  url: billingUrl(account, id),
  account: account.name,
  number,
  total: formatMoney(Math.abs(total), currency, "en"),
  due: formatMoney(due, currency, "en"),
  dueDate: formatDate(dueAt, { locale: "en", zone: "UTC" }),
});

export function mailInvoice(tx: Tx, account: Account, invoice: Invoice): Promise<void> {
  const words = inWords(account, invoice);
  if (invoice.kind === "credit_note") return mailBilling(tx, account, creditNoteMail(words));
  return mailBilling(tx, account, invoiceMail({ ...words, open: invoice.due > 0, bank: findSeller().bank }));
}

export const mailReceipt = (
  tx: Tx,
  account: Account,
  invoice: Invoice,
  { amount, by }: { amount: number; by: string },
) =>
  mailBilling(
    tx,
    account,
    paymentMail({ ...inWords(account, invoice), amount: formatMoney(amount, invoice.currency, "en"), by }),
  );

export const mailFailure = (tx: Tx, account: Account, invoice: Invoice, reason: string) =>
  mailBilling(tx, account, paymentFailedMail({ ...inWords(account, invoice), reason }));

export const mailReminder = (tx: Tx, account: Account, invoice: Invoice) =>
  mailBilling(tx, account, invoiceOverdueMail({ ...inWords(account, invoice), bank: findSeller().bank }));
