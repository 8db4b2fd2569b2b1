"use client";

import { beginCheckoutAction } from "../actions";
import { LeaveButton } from "../leave-button";

/** Leads to the page of Stripe where the card is asked for. */
export const CheckoutButton = ({ account, invoiceId }: { account: string; invoiceId: string }) => (
  <LeaveButton look="primary" findUrl={() => beginCheckoutAction(account, { invoiceId })}>
    Pay by card
  </LeaveButton>
);
