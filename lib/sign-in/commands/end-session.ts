import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { deviceOf } from "@/lib/sign-in/device";
import { listActorsOf } from "@/lib/sign-in/queries";
import { hashToken } from "@/lib/tokens";

/** Signs this browser out, everywhere at once. A secret that opens nothing (any more) is no fault. */
export async function endSession(token: string, reason: "signed out" | "replaced", origin: Origin): Promise<void> {
  await withSystem(async (tx) => {
    const [session] = await tx.execute<{ id: string; userId: string; userAgent: string | null }>(sql`
      update sessions set ended_at = now(), ended_by = user_id, end_reason = ${reason}
      where token_hash = ${hashToken(token)} and ended_at is null
      returning id, user_id as "userId", user_agent as "userAgent"`);
    if (!session) return;
    const target = { kind: "session", id: session.id, name: deviceOf(session.userAgent) } as const;
    for (const actor of await listActorsOf(tx, session.userId, session.id, origin))
      await recordAudit(tx, actor, "session.end", target, { after: { reason } });
  });
}
