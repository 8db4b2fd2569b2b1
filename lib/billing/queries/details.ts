import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { billingDetails, type Party } from "@/db/schema/billing";
import type { BillingDetails } from "@/lib/billing/input";

export async function detailsIn(tx: Tx, accountId: string): Promise<BillingDetails | null> {
  const [row] = await tx.select().from(billingDetails).where(eq(billingDetails.accountId, accountId));
  if (!row) return null;
  const { accountId: _, ...details } = row;
  return details;
}

const countries = new Intl.DisplayNames("en", { type: "region" });

/** As it stands on an invoice; an account that has told nothing is called by its name. */
export function buyerOf(accountName: string, details: BillingDetails | null): Party {
  if (!details) return { lines: [accountName], country: null, taxId: null };
  const { company, street, postalCode, city, country, taxId } = details;
  return { lines: [company, street, `${postalCode} ${city}`, countries.of(country) ?? country], country, taxId };
}
