import * as access from "@/lib/mails/templates/access";
import { accountDeleted, accountErasure } from "@/lib/mails/templates/account";
import * as billing from "@/lib/mails/templates/billing";
import { invitation } from "@/lib/mails/templates/invitation";
import * as keys from "@/lib/mails/templates/keys";
import { linkReported } from "@/lib/mails/templates/links";
import { signIn } from "@/lib/mails/templates/sign-in";

/** Every mail that Aperture sends. */
export const TEMPLATES = {
  "sign-in": signIn,
  invitation,
  "key-expiry": keys.keyExpiry,
  "leaked-key": keys.leakedKey,
  "link-reported": linkReported,
  "access-request": access.accessRequest,
  "access-answered": access.accessAnswered,
  "access-changed": access.accessChanged,
  "account-deleted": accountDeleted,
  "account-erasure": accountErasure,
  invoice: billing.invoice,
  "credit-note": billing.creditNote,
  payment: billing.payment,
  "payment-failed": billing.paymentFailed,
  "card-refused": billing.cardRefused,
  "payment-confirmation": billing.paymentConfirmation,
  "plan-ended": billing.planEnded,
  "trial-ending": billing.trialEnding,
  "trial-ended": billing.trialEnded,
  "invoice-overdue": billing.invoiceOverdue,
  cancellation: billing.cancellation,
  limit: billing.limit,
} as const;

type Templates = typeof TEMPLATES;

/** A mail as plain data: which one it is, and what it tells. */
export type Mail = {
  [T in keyof Templates]: { template: T; props: Parameters<Templates[T]["Body"]>[0] };
}[keyof Templates];
