import { type SQL, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { deviceOf } from "@/lib/device";
import { listActorsOf } from "@/lib/sign-in/queries";
import { hashToken } from "@/lib/tokens";

type Ended = { id: string; userId: string; userAgent: string | null };

/** Signs this browser out, everywhere at once. A secret that opens nothing (any more) is no fault. */
export async function endSession(token: string, reason: "signed out" | "replaced", origin: Origin): Promise<void> {
  await withSystem((tx) => endSessions(tx, sql`token_hash = ${hashToken(token)}`, reason, origin));
}

/** Ends the chosen sessions by their own person, and tells the audit log of each of their accounts. */
export async function endSessions(tx: Tx, chosen: SQL, reason: string, origin: Origin): Promise<number> {
  const ended = await tx.execute<Ended>(sql`
    update sessions set ended_at = now(), ended_by = user_id, end_reason = ${reason}
    where ${chosen} and ended_at is null
    returning id, user_id as "userId", user_agent as "userAgent"`);
  for (const { id, userId, userAgent } of ended)
    for (const actor of await listActorsOf(tx, userId, id, origin))
      await recordAudit(
        tx,
        actor,
        "session.end",
        { kind: "session", id, name: deviceOf(userAgent) },
        { after: { reason } },
      );
  return ended.length;
}
