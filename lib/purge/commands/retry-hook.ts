import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { enqueue } from "@/lib/jobs/enqueue";
import { authorize } from "@/lib/permissions/can";

/** The CDN in front is told again at once of what it has not been told yet. */
export async function retryHook(actor: Actor, { purgeId }: { purgeId: string }): Promise<void> {
  authorize(actor, "purge.run");
  const accountId = actor.account.id;
  await withAccount(accountId, async (tx) => {
    const [purge] = await tx.execute(sql`select from purges where account_id = ${accountId} and id = ${purgeId}`);
    if (!purge) throw notFound("purge");
    const due = await tx.execute(sql`
      update purge_calls set due_at = now(), dropped_at = null, attempts = 0
      where account_id = ${accountId} and purge_id = ${purgeId} and sent_at is null returning number`);
    if (due.length === 0) throw new AppError("conflict", "The CDN has been told of everything.");
    await enqueue(tx, "callPurgeHook", { accountId, purgeId });
    const target = {
      kind: "purge",
      id: purgeId,
      name: formatCount(due.length, { one: "call", other: "calls" }),
    } as const;
    await recordAudit(tx, actor, "purge.run", target, { after: { forwardedAgain: due.length } });
  });
}
