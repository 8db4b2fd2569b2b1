import type { Party } from "@/db/schema/billing";
import { env } from "@/lib/env";

type Seller = Party & {
  /** The bank account for transfers; null where the operator has told none. */
  bank: string | null;
};

export const DEMO_SELLER: Seller = {
  lines: ["Aperture Demo GmbH", "Torstraße 1", "10119 Berlin", "Germany"],
  country: "DE",
  taxId: "DE123456789",
  bank: "IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001",
};

/** Who sells the plans of this server. */
export function findSeller(): Seller {
  const { APERTURE_DEMO, BILLING_SELLER, BILLING_COUNTRY, BILLING_TAX_ID, BILLING_BANK } = env();
  if (APERTURE_DEMO && !BILLING_SELLER) return DEMO_SELLER;
  return {
    lines: (BILLING_SELLER ?? "The operator of this server").split("/").map((line) => line.trim()),
    country: BILLING_COUNTRY ?? null,
    taxId: BILLING_TAX_ID ?? null,
    bank: BILLING_BANK ?? null,
  };
}
