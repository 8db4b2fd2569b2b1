import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { invitationLinks } from "@/db/schema/members";
import { env } from "@/lib/env";
import { formatExact } from "@/lib/format";
import { accessInWords } from "@/lib/invitations/rules";
import { writeMail } from "@/lib/mails/commands";
import { invitationMail } from "@/lib/mails/templates";
import type { Permission } from "@/lib/permissions/permissions";
import { hashToken, newToken } from "@/lib/tokens";
import type { Turn } from "@/lib/users/queries/lock-account";

type Invitation = { id: string; expiresAt: Date };

/** A new way in, as an address. Only its hash is kept, so that it can be told at this moment alone. */
export async function beginLink(
  tx: Tx,
  { begun }: Turn,
  { id, expiresAt }: Invitation,
  delivery: "mail" | "copy",
): Promise<string> {
  const token = newToken();
  await tx.insert(invitationLinks).values({
    ...begun,
    id: newId("invitationLink"),
    invitationId: id,
    tokenHash: hashToken(token),
    delivery,
    expiresAt,
  });
  return `${env().APERTURE_URL}/invite/${token}`;
}

export async function endLinks(
  tx: Tx,
  { begun, ended }: Pick<Turn, "begun" | "ended">,
  invitationId: string,
  reason: string,
): Promise<void> {
  const l = invitationLinks;
  await tx
    .update(l)
    .set(ended(reason))
    .where(and(eq(l.accountId, begun.accountId), eq(l.invitationId, invitationId), isCurrent({ endedAt: l.endedAt })));
}

type Letter = Invitation & { email: string; role: string | null; permissions: readonly Permission[] };

/** Mails the invitation with a link of its own. */
export async function mailInvitation(tx: Tx, turn: Turn, { role, permissions, ...invitation }: Letter): Promise<void> {
  const mail = invitationMail({
    url: await beginLink(tx, turn, invitation, "mail"),
    account: turn.account.name,
    inviter: turn.actor.name,
    access: accessInWords(role, permissions),
    expires: formatExact(invitation.expiresAt, { locale: "en", zone: "UTC" }),
  });
  await writeMail(tx, { accountId: turn.account.id, to: invitation.email, mail });
}
