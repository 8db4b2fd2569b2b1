import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { notFound } from "@/lib/errors";

/** The account as it stands, and the time by the database's clock: to look at, not to change by. */
export async function accountNow(tx: Tx, accountId: string) {
  const [row] = await tx
    .select({ account: accounts, now: sql<string>`date_trunc('milliseconds', now())` })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!row) throw notFound("account");
  return { account: row.account, now: new Date(row.now) };
}
