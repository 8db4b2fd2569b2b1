import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";

/** Pages that show the purge ask for it again. What happens to it after it was asked for is no event of the audit log. */
export async function tellPages({ accountId, purgeId }: { accountId: string; purgeId: string }): Promise<void> {
  const told = JSON.stringify({ accountId, operation: "purge.run", targetId: purgeId });
  await systemDb().execute(sql`select pg_notify('audit', ${told})`);
}
