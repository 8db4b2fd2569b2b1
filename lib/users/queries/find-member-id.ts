import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

/** The current member with this e-mail address. */
export async function findMemberId(actor: Actor, email: string): Promise<string> {
  authorize(actor, "users.view");
  const [row] = await withAccount(actor.account.id, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from members where account_id = ${actor.account.id} and lower(email) = lower(${email}) and ended_at is null`),
  );
  if (!row) throw notFound("person");
  return row.id;
}
