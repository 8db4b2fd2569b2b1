import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { EndReason } from "@/lib/api-keys/rules/status";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";

/** Ends every key of a member in the transaction that takes their access; whoever may do that has been asked already. */
export async function endKeysOf(tx: Tx, actor: Actor, memberId: string, reason: EndReason = "owner_removed") {
  const ended = await tx.execute<{ id: string; name: string }>(sql`
    update api_keys set ended_at = clock_timestamp(), ended_by = ${authorOf(actor)}, end_reason = ${reason}
    where account_id = ${actor.account.id} and owner_id = ${memberId} and ended_at is null returning id, name`);
  for (const key of ended)
    await recordAudit(tx, actor, "apiKeys.revoke", { kind: "api_key", ...key }, { after: { reason } });
}
