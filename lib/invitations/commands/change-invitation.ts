import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { invitations } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import type { ChangeInvitation } from "@/lib/invitations/input";
import { invitationForChange } from "@/lib/invitations/queries/invitation-for-change";
import { requireOffer } from "@/lib/invitations/rules";
import { authorize } from "@/lib/permissions/can";
import { roleColumns } from "@/lib/users/commands/access-rows";
import { findRole } from "@/lib/users/queries/access";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { accessInWords, invitationObstacle } from "@/lib/users/rules";

type Offer = Pick<ChangeInvitation, "roleId" | "permissions" | "grantsExpireAt">;

/** Accepting will bring this instead; the links that are out stay good. */
export async function changeInvitation(
  actor: Actor,
  { invitationId, ...offer }: ChangeInvitation,
): Promise<{ changed: boolean; before: ChangeInvitation }> {
  authorize(actor, "users.invite");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.invite");
    const { id, email, name, ...present } = await invitationForChange(tx, turn, invitationId);
    const { roleId, permissions, grantsExpireAt } = present;
    const before = { invitationId, roleId, permissions, grantsExpireAt };
    if (isSame(before, offer)) return { changed: false, before };

    refuseIf(invitationObstacle("edit", { actor: turn.actor, plan: turn.account.plan }));
    const role = offer.roleId === null ? null : await findRole(tx, turn.account.id, offer.roleId);
    requireOffer(turn.actor, turn.account, turn.now, { ...offer, role });
    const i = invitations;
    await tx
      .update(i)
      .set({
        ...roleColumns(offer.roleId),
        permissions: offer.permissions,
        grantsExpireAt: offer.grantsExpireAt ?? null,
      })
      .where(and(eq(i.accountId, turn.account.id), eq(i.id, id)));
    await recordAudit(
      tx,
      turn.actor,
      "users.invite",
      { kind: "invitation", id, name: name || email },
      { before: await stateOf(tx, turn.account.id, before), after: await stateOf(tx, turn.account.id, offer) },
    );
    return { changed: true, before };
  });
}

const isSame = (one: Offer, other: Offer) =>
  one.roleId === other.roleId &&
  one.permissions.toSorted().join() === other.permissions.toSorted().join() &&
  (one.grantsExpireAt?.getTime() ?? null) === (other.grantsExpireAt?.getTime() ?? null);

async function stateOf(tx: Tx, accountId: string, { roleId, permissions, grantsExpireAt }: Offer) {
  const role = roleId === null ? null : (await findRole(tx, accountId, roleId)).name;
  return { access: accessInWords(role, permissions), ...(grantsExpireAt && { grantsExpireAt }) };
}
