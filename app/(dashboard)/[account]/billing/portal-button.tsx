"use client";

import { openPortalAction } from "./actions";
import { LeaveButton } from "./leave-button";

/** Leads to the page of Stripe where cards are changed and removed. */
export const PortalButton = ({ account }: { account: string }) => (
  <LeaveButton findUrl={() => openPortalAction(account, {})}>Change or remove the card</LeaveButton>
);
