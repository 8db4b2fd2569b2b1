import type { Actor } from "@/lib/actor";
import { DAY_MS } from "@/lib/day";
import { AppError, refuseIf } from "@/lib/errors";
import type { Source } from "@/lib/permissions/access";
import type { Permission } from "@/lib/permissions/permissions";
import type { LockedAccount } from "@/lib/users/queries/lock-account";
import { whyNotGive, whyNotRole } from "@/lib/users/rules";

/** How long an invitation can be accepted after it was last sent. */
const INVITATION_DAYS = 7;

export const expiryFrom = (now: Date) => new Date(now.getTime() + INVITATION_DAYS * DAY_MS);

type Offer = { role: Source | null; permissions: readonly Permission[]; grantsExpireAt?: Date | null };

/** @throws where the actor lacks what they offer, the plan does not have the role, or the offer ends before it begins */
export function requireOffer(actor: Actor, account: LockedAccount, now: Date, offer: Offer): void {
  const { role, permissions, grantsExpireAt } = offer;
  refuseIf(whyNotGive(actor, "users.invite", [...(role?.permissions ?? []), ...permissions]));
  if (role) refuseIf(whyNotRole(account.plan, "users.invite", role.id));
  if (grantsExpireAt && grantsExpireAt <= now) {
    const message = "The single permissions would end before they begin. Choose a later time, or none.";
    throw new AppError("invalid", message, { fields: [{ path: "grantsExpireAt", message }] });
  }
}

export const noLongerOpen = () =>
  new AppError("gone", "This invitation is no longer open. Ask the person who invited you for a new one.");
