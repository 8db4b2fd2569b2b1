import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { auditEvents } from "@/db/schema/audit";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";

/** The last event of an account's log. Kept elsewhere, it proves later that nothing up to here was changed or cut. */
export type ChainHead = { seq: number; hash: string };

export async function chainHead(actor: Actor): Promise<ChainHead | null> {
  authorize(actor, "audit.view");
  const [head] = await withAccount(actor.account.id, (tx) =>
    tx
      .select({ seq: auditEvents.seq, hash: auditEvents.hash })
      .from(auditEvents)
      .where(eq(auditEvents.accountId, actor.account.id))
      .orderBy(desc(auditEvents.seq))
      .limit(1),
  );
  return head ?? null;
}

/**
 * The number of the first event that does not fit the chain, or null when it is whole. With a head that was kept
 * elsewhere, a log that was cut or written anew since shows as broken there.
 */
export async function findBrokenEvent(actor: Actor, kept?: ChainHead): Promise<number | null> {
  authorize(actor, "audit.view");
  return withAccount(actor.account.id, async (tx) => {
    const [row] = await tx.execute<{ seq: string | null }>(sql`select broken_audit_event(${actor.account.id}) as seq`);
    if (row?.seq != null) return Number(row.seq);
    return kept && !(await holdsHead(tx, actor, kept)) ? kept.seq : null;
  });
}

async function holdsHead(tx: Tx, actor: Actor, { seq, hash }: ChainHead): Promise<boolean> {
  const e = auditEvents;
  const found = await tx
    .select({ seq: e.seq })
    .from(e)
    .where(and(eq(e.accountId, actor.account.id), eq(e.seq, seq), eq(e.hash, hash)));
  return found.length > 0;
}
