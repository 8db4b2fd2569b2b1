"use server";

import { revalidatePath } from "next/cache";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { confirmTestCard, payByTestCard } from "@/lib/billing/commands/pay-invoice";
import {
  billingDetailsInput,
  cancelInput,
  changeTermsInput,
  confirmCardInput,
  invoiceInput,
  nothingInput,
  termsInput,
  testCardInput,
} from "@/lib/billing/input";
import { beginCheckout, openPortal } from "@/lib/billing/commands/pay-by-provider";
import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction } from "@/lib/http/define-action";

export const editBillingDetailsAction = defineAction(billingDetailsInput, andRefresh(editBillingDetails));

export const quoteTermsAction = defineAction(termsInput, quoteTerms);

/** Plan and seats stand in the rail of every page. */
export const changeTermsAction = defineAction(changeTermsInput, async (actor, input) => {
  const outcome = await changeTerms(actor, input);
  revalidatePath(`/${actor.account.slug}`, "layout");
  return outcome;
});

export const cancelSubscriptionAction = defineAction(cancelInput, andRefresh(cancelSubscription));

export const resumeSubscriptionAction = defineAction(nothingInput, andRefresh(resumeSubscription));

export const payByTestCardAction = defineAction(testCardInput, andRefresh(payByTestCard));

export const confirmTestCardAction = defineAction(confirmCardInput, andRefresh(confirmTestCard));

export const beginCheckoutAction = defineAction(invoiceInput, beginCheckout);

export const openPortalAction = defineAction(nothingInput, openPortal);
