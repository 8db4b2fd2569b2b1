import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { invitations } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { endLinks } from "@/lib/invitations/commands/links";
import { invitationForChange } from "@/lib/invitations/queries/invitation-for-change";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** The invitation and all its links stop at once; its seat is free. */
export async function revokeInvitation(actor: Actor, { invitationId }: { invitationId: string }): Promise<void> {
  authorize(actor, "invitations.revoke");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "invitations.revoke");
    const { id, email, name } = await invitationForChange(tx, turn, invitationId);
    const i = invitations;
    await tx
      .update(i)
      .set(turn.ended("revoked"))
      .where(and(eq(i.accountId, turn.account.id), eq(i.id, id)));
    await endLinks(tx, turn, id, "revoked");
    await recordAudit(
      tx,
      turn.actor,
      "invitations.revoke",
      { kind: "invitation", id, name: name || email },
      { before: { email } },
    );
  });
}
