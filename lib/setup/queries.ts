import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { hashToken } from "@/lib/tokens";

/** Whether this server has an account yet. */
export async function isSetUp(): Promise<boolean> {
  const [row] = await systemDb().execute<{ any: boolean }>(sql`select exists (select from accounts) as any`);
  return row?.any ?? false;
}

/** Whether this link may still make the first account. */
export async function isSetupLinkOpen(token: string): Promise<boolean> {
  const [row] = await systemDb().execute<{ open: boolean }>(sql`
    select exists (select from one_time_links where token_hash = ${hashToken(token)} and purpose = 'setup'
      and used_at is null and expires_at > now()) and not exists (select from accounts) as open`);
  return row?.open ?? false;
}
