import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { invitationLinks } from "@/db/schema/members";
import { env } from "@/lib/env";
import { formatExact } from "@/lib/format";
import { writeMails } from "@/lib/mails/commands";
import type { Permission } from "@/lib/permissions/permissions";
import { hashToken, newToken } from "@/lib/tokens";
import type { Turn } from "@/lib/users/queries/lock-account";
import { accessInWords } from "@/lib/users/rules";

type Invitation = { id: string; expiresAt: Date };

/** A new way in. Only its hash is kept, so that its address can be told at this moment alone. */
function newLink({ begun }: Pick<Turn, "begun">, { id, expiresAt }: Invitation, delivery: "mail" | "copy") {
  const token = newToken();
  return {
    url: `${env().APERTURE_URL}/invite/${token}`,
    row: {
      ...begun,
      id: newId("invitationLink"),
      invitationId: id,
      tokenHash: hashToken(token),
      delivery,
      expiresAt,
    },
  };
}

/** @returns the address of a link to hand over */
export async function beginCopiedLink(tx: Tx, turn: Pick<Turn, "begun">, invitation: Invitation): Promise<string> {
  const { row, url } = newLink(turn, invitation, "copy");
  await tx.insert(invitationLinks).values(row);
  return url;
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

/** Mails each invitation with a link of its own. */
export async function mailInvitations(tx: Tx, turn: Turn, letters: readonly Letter[]): Promise<void> {
  const linked = letters.map((letter) => ({ ...letter, ...newLink(turn, letter, "mail") }));
  await tx.insert(invitationLinks).values(linked.map(({ row }) => row));
  await writeMails(
    tx,
    linked.map(({ email, role, permissions, expiresAt, url }) => {
      const props = {
        url,
        account: turn.account.name,
        inviter: turn.actor.name,
        access: accessInWords(role, permissions),
        expires: formatExact(expiresAt, { locale: "en", zone: "UTC" }),
      };
      return { accountId: turn.account.id, to: email, template: "invitation", props };
    }),
  );
}
