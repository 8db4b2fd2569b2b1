import type { Mail } from "@/lib/mails/render";

/** Every mail that Aperture sends, as data. */

export const signInMail = ({ url, minutes, device }: { url: string; minutes: number; device: string }): Mail => ({
  template: "sign-in",
  subject: "Your link to sign in to Aperture",
  paragraphs: [`Someone, probably you, asked to sign in to Aperture. The browser was: ${device}.`],
  action: { label: "Sign in to Aperture", url },
  note: `The link works once, for ${minutes} minutes, in the browser in which it was asked for. If it was not you, ignore this mail: nothing happens without the link.`,
});

export const invitationMail = (invitation: {
  url: string;
  account: string;
  inviter: string;
  access: string;
  expires: string;
}): Mail => ({
  template: "invitation",
  subject: `${invitation.inviter} invites you to ${invitation.account} on Aperture`,
  paragraphs: [
    `${invitation.inviter} invites you to the account ${invitation.account} on Aperture.`,
    `Your access: ${invitation.access}.`,
  ],
  action: { label: "See the invitation", url: invitation.url },
  note: `The invitation ends on ${invitation.expires}. Whoever holds the link can accept it, so keep it to yourself.`,
});

export const keyExpiryMail = (key: { url: string; name: string; prefix: string; expires: string }): Mail => ({
  template: "key-expiry",
  subject: `The API key ${key.name} expires on ${key.expires}`,
  paragraphs: [
    `Your API key ${key.name} (${key.prefix}…) expires on ${key.expires}.`,
    "From then on every request with it is refused. Rotate it to get a new one that can do the same, with time to change over.",
  ],
  action: { label: "Open the key", url: key.url },
  note: "You get this mail once for each expiry of a key that is yours.",
});

export const leakedKeyMail = (key: { url: string; name: string; prefix: string }): Mail => ({
  template: "leaked-key",
  subject: `The API key ${key.name} was reported as leaked and revoked`,
  paragraphs: [
    `Someone who holds the secret of your API key ${key.name} (${key.prefix}…) has revoked it, as one does with a key found in a public place.`,
    "Every request with it is refused now. Look at what it was last used for, and make a new one where it is still needed.",
  ],
  action: { label: "Open the key", url: key.url },
  note: "Whoever holds a key can end it, and nothing else is needed for that.",
});

export const accessRequestMail = (request: {
  url: string;
  person: string;
  folder: string;
  level: string;
  message: string;
}): Mail => ({
  template: "access-request",
  subject: `${request.person} asks for access to ${request.folder}`,
  paragraphs: [
    `${request.person} asks for the level ${request.level} on the folder ${request.folder}, which you can share.`,
    ...(request.message ? [`They write: ${request.message}`] : []),
  ],
  action: { label: "Answer the request", url: request.url },
  note: "You get this mail because you can share this folder. Nothing changes until someone answers.",
});

export const accessAnsweredMail = (answer: {
  url: string;
  person: string;
  folder: string | null;
  level: string | null;
}): Mail => ({
  template: "access-answered",
  subject: answer.folder ? `${answer.folder} is shared with you` : "Your request for access was declined",
  paragraphs: [
    answer.folder
      ? `${answer.person} answered your request: the folder ${answer.folder} is shared with you at the level ${answer.level}.`
      : `${answer.person} answered your request for access to a folder: it is not shared with you.`,
  ],
  action: { label: answer.folder ? "Open the folder" : "Open the library", url: answer.url },
  note: "You get this mail because you asked for access.",
});

type InvoiceInWords = { url: string; account: string; number: string; total: string; due: string; dueDate: string };

const toBilling = "You get this mail because you receive the invoices of this account.";

export const invoiceMail = (invoice: InvoiceInWords & { open: boolean; bank: string | null }): Mail => ({
  template: "invoice",
  subject: `Invoice ${invoice.number} of ${invoice.total} for ${invoice.account}`,
  paragraphs: [
    `Here is the invoice ${invoice.number} of ${invoice.total} for the account ${invoice.account} on Aperture.`,
    invoice.open
      ? `${invoice.due} are due by ${invoice.dueDate}. Pay by transfer and name ${invoice.number}${invoice.bank ? `: ${invoice.bank}` : ""}.`
      : "It is paid already, out of credit.",
  ],
  action: { label: "Open the invoice", url: invoice.url },
  note: toBilling,
});

export const creditNoteMail = (note: InvoiceInWords): Mail => ({
  template: "credit-note",
  subject: `Credit note ${note.number} of ${note.total} for ${note.account}`,
  paragraphs: [
    `The credit note ${note.number} gives ${note.total} back to the account ${note.account} on Aperture.`,
    "Open invoices are paid out of it, and then the next ones.",
  ],
  action: { label: "Open the credit note", url: note.url },
  note: toBilling,
});

export const paymentMail = (payment: InvoiceInWords & { amount: string; by: string }): Mail => ({
  template: "payment",
  subject: `${payment.amount} received for invoice ${payment.number}`,
  paragraphs: [
    `${payment.amount} were received ${payment.by} for the invoice ${payment.number} of the account ${payment.account}. It is paid.`,
  ],
  action: { label: "Open the invoice", url: payment.url },
  note: toBilling,
});

export const paymentFailedMail = (payment: InvoiceInWords & { reason: string }): Mail => ({
  template: "payment-failed",
  subject: `A payment of invoice ${payment.number} failed`,
  paragraphs: [
    `A payment of the invoice ${payment.number} of the account ${payment.account} failed: ${payment.reason}`,
    `${payment.due} are still due by ${payment.dueDate}. Nobody loses access by it; plan and seats cannot be raised while an invoice is overdue.`,
  ],
  action: { label: "Pay the invoice", url: payment.url },
  note: toBilling,
});

export const invoiceOverdueMail = (invoice: InvoiceInWords & { bank: string | null }): Mail => ({
  template: "invoice-overdue",
  subject: `Invoice ${invoice.number} of ${invoice.account} is overdue`,
  paragraphs: [
    `${invoice.due} of the invoice ${invoice.number} of the account ${invoice.account} were due on ${invoice.dueDate} and have not come.`,
    `Pay by transfer and name ${invoice.number}${invoice.bank ? `: ${invoice.bank}` : ""}. Nobody loses access by it; plan and seats cannot be raised until it is paid.`,
  ],
  action: { label: "Pay the invoice", url: invoice.url },
  note: toBilling,
});

export const cancellationMail = (subscription: {
  url: string;
  account: string;
  person: string;
  ends: string;
}): Mail => ({
  template: "cancellation",
  subject: `The subscription of ${subscription.account} ends on ${subscription.ends}`,
  paragraphs: [
    `${subscription.person} cancelled the subscription of the account ${subscription.account}. It ends on ${subscription.ends}; until then everything works, and it can be resumed.`,
    "From then on the account has the Free plan. Nobody and nothing is removed.",
  ],
  action: { label: "Open Billing", url: subscription.url },
  note: toBilling,
});

export const limitMail = (limit: {
  url: string;
  account: string;
  resource: string;
  used: number;
  limit: number;
  percent: number;
}): Mail => ({
  template: "limit",
  subject: `${limit.account} uses ${limit.percent} % of its ${limit.resource}`,
  paragraphs: [
    `The account ${limit.account} uses ${limit.used} of ${limit.limit} ${limit.resource}.`,
    limit.percent === 100
      ? "All of them are taken: nobody and nothing stops working, and no further one can be added."
      : "When all of them are taken, no further one can be added.",
  ],
  action: { label: "Open Billing", url: limit.url },
  note: "You get this mail at 80, 90 and 100 % of a limit, once each until use has fallen below it again.",
});
