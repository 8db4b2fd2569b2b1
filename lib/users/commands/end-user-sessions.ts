import "server-only";
import { and, eq } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { sessions } from "@/db/schema/users";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { memberForChange } from "@/lib/users/queries/member-for-change";
import { obstacle } from "@/lib/users/rules";

/** Signs the person out on every device. A session belongs to the person, so that this reaches their other accounts too. */
export async function endUserSessions(actor: Actor, { memberId }: { memberId: string }): Promise<{ ended: number }> {
  authorize(actor, "users.endSessions");
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "users.endSessions");
    const member = await memberForChange(tx, turn.account.id, memberId);
    const administrators = await administratorsOf(tx, turn.account.id);
    refuseIf(obstacle("endSessions", { actor: turn.actor, plan: turn.account.plan, administrators }, member));
    const ended = await tx
      .update(sessions)
      .set({ endedAt: turn.now, endedBy: authorOf(actor), endReason: "ended by an administrator" })
      .where(and(eq(sessions.userId, member.userId), isCurrent(sessions)))
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await recordAudit(
        tx,
        turn.actor,
        "users.endSessions",
        { kind: "user", id: member.id, name: member.name },
        { before: { sessions: ended.length }, after: { sessions: 0 } },
      );
    return { ended: ended.length };
  });
}
