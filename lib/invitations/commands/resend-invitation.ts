import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { invitations } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { beginCopiedLink, endLinks, mailInvitations } from "@/lib/invitations/commands/links";
import { invitationForChange } from "@/lib/invitations/queries/invitation-for-change";
import { expiryFrom } from "@/lib/invitations/rules";
import { authorize } from "@/lib/permissions/can";
import { findRole } from "@/lib/users/queries/access";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { invitationObstacle, keptOut, whyNoSeats } from "@/lib/users/rules";

/** A new mail with a new link and seven new days; the links before stop. One that had run out needs a free seat again. */
export async function resendInvitation(actor: Actor, { invitationId }: { invitationId: string }): Promise<void> {
  authorize(actor, "invitations.resend");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "invitations.resend");
    const invitation = await invitationForChange(tx, turn, invitationId);
    const { id, email, name, roleId, permissions } = invitation;
    refuseIf(invitationObstacle("resend", { actor: turn.actor, plan: turn.account.plan }));
    refuseIf(keptOut(turn.account, email));
    if (invitation.expired) refuseIf(whyNoSeats(await seatsIn(tx, turn.account.id), 1));

    const expiresAt = expiryFrom(turn.now);
    const i = invitations;
    await tx
      .update(i)
      .set({ expiresAt, sentAt: turn.now })
      .where(and(eq(i.accountId, turn.account.id), eq(i.id, id)));
    await endLinks(tx, turn, id, "sent again");
    const role = roleId === null ? null : (await findRole(tx, turn.account.id, roleId)).name;
    await mailInvitations(tx, turn, [{ id, email, expiresAt, role, permissions }]);
    await recordAudit(
      tx,
      turn.actor,
      "invitations.resend",
      { kind: "invitation", id, name: name || email },
      { before: { expiresAt: invitation.expiresAt }, after: { expiresAt } },
    );
  });
}

/**
 * A link to hand over by other means, valid as long as the invitation; links before go on working. It proves nothing
 * about a mailbox, so that whoever opens it must first sign in as the person invited.
 */
export async function copyInvitationLink(
  actor: Actor,
  { invitationId }: { invitationId: string },
): Promise<{ url: string; expiresAt: Date }> {
  authorize(actor, "invitations.resend");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "invitations.resend");
    const invitation = await invitationForChange(tx, turn, invitationId);
    const { id, email, name, expiresAt } = invitation;
    refuseIf(invitationObstacle("copyLink", { actor: turn.actor, plan: turn.account.plan }));
    refuseIf(keptOut(turn.account, email));
    if (invitation.expired) throw new AppError("conflict", "This invitation has run out. Send it again first.");

    const url = await beginCopiedLink(tx, turn, { id, expiresAt });
    await recordAudit(
      tx,
      turn.actor,
      "invitations.resend",
      { kind: "invitation", id, name: name || email },
      { after: { link: "copied" } },
    );
    return { url, expiresAt };
  });
}
