import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { detailsIn } from "@/lib/billing/queries/details";
import { holdersOf } from "@/lib/users/queries/holders";

const MOST = 20;

/** Who gets the account's invoices: the address it gave, or else everyone who may see them. */
export async function billingRecipients(tx: Tx, accountId: string): Promise<string[]> {
  const details = await detailsIn(tx, accountId);
  if (details?.email) return [details.email];
  const rows = await tx.execute<{ email: string }>(sql`
    select email from members where account_id = ${accountId} and id in (${holdersOf(accountId, "billing")})
    order by started_at limit ${MOST}`);
  return rows.map(({ email }) => email);
}
