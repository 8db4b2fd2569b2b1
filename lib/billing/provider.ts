import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { hasStripe, stripe } from "@/lib/billing/stripe";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** What may be shown of a card that is kept at the provider. */
export type SavedCard = { brand: string; last4: string; expires: string };

/** A saved card by the provider's own name for it. */
export type KeptCard = SavedCard & { id: string };

/** Tells a card from the next one; a card that its bank renewed keeps its name at the provider, and is another one too. */
export const markOf = ({ id, last4, expires }: KeptCard) => `${id} ${last4} ${expires}`;

/** What is asked of a saved card while nobody is there to answer. */
export type CardCharge = {
  id: string;
  accountId: string;
  invoiceId: string;
  number: string;
  customer: string;
  /** The provider's own name for the card. */
  card: string;
  amount: number;
  currency: string;
};

/**
 * `declined`: another try may succeed. `refused`: none with this card ever will. `confirm`: the bank wants to hear its
 * holder. `pending`: the bank has not answered yet.
 */
export type ChargeAnswer =
  | { outcome: "paid"; payment: string }
  | { outcome: "declined" | "refused"; reason: string }
  | { outcome: "confirm" | "pending" };

/** Who takes the money. An invoice can always be paid by transfer; a provider adds cards. */
export interface PaymentProvider {
  /** By which cards can be paid: real ones, or those of the demo. */
  cards: "stripe" | "test" | null;
  /** The provider's own name for the account; asked twice, it is the same. */
  createCustomer(accountId: string): Promise<string>;
  /** A page of the provider's on which what is due is paid. Asked twice, it is the same page. */
  openCheckout(asked: { accountId: string; customer: string; invoice: Invoice; returnTo: string }): Promise<string>;
  /** A page of the provider's on which cards are changed and removed. */
  openPortal(asked: { customer: string; returnTo: string }): Promise<string>;
  findCard(customer: string): Promise<KeptCard | null>;
  /** Charges a saved card. Asked twice, it is charged once. */
  chargeCard(charge: CardCharge): Promise<ChargeAnswer>;
  /** What has come of a charge that may have been asked for before; null: the provider does not know it. */
  findCharge(charge: CardCharge): Promise<ChargeAnswer | null>;
  /** Gives money back. Asked twice, it is given once. @returns what the provider calls it */
  refund(asked: { paymentId: string; reference: string; amount: number }): Promise<string>;
}

export function findProvider(): PaymentProvider {
  if (hasStripe()) return stripe;
  return { ...transfersOnly, cards: env().APERTURE_DEMO ? "test" : null };
}

const noCards = async (): Promise<never> => {
  throw new AppError("conflict", "Card payments are not set up on this server. Pay by transfer.");
};

/** The default: invoices are paid by transfer and marked as paid by the operator, who also sends money back. */
const transfersOnly: Omit<PaymentProvider, "cards"> = {
  createCustomer: noCards,
  openCheckout: noCards,
  openPortal: noCards,
  findCard: async () => null,
  chargeCard: noCards,
  findCharge: noCards,
  refund: async ({ paymentId }) => `Transfer for ${paymentId}`,
};
