import type { InviteUsers } from "@/lib/invitations/input";
import { type PastedAddress, parseAddresses } from "./parse-addresses";
import type { Permission } from "@/lib/permissions/permissions";

/** What everyone gets who has nothing of their own. */
export type Offer = { roleId: string | null; permissions: readonly Permission[]; grantsExpireAt: string | null };

export type Invitee = PastedAddress & {
  key: string;
  /** Why no invitation goes to this entry. */
  problem: string | null;
  /** Chosen for this person alone; absent: the role of all. */
  ownRoleId?: string | null;
};

export type OwnRoles = Readonly<Record<string, string | null>>;

export function inviteesIn(text: string, ownRoles: OwnRoles): Invitee[] {
  return parseAddresses(text).map((entry) => ({
    ...entry,
    key: `${entry.at} ${entry.text}`,
    problem: problemOf(entry),
    ownRoleId: entry.email === null ? undefined : ownRoles[entry.email],
  }));
}

function problemOf({ email, repeated }: PastedAddress): string | null {
  if (email === null) return "This is not an e-mail address.";
  return repeated ? "This address stands further up already." : null;
}

/** The request for all entries without a problem. */
export function toRequest(invitees: readonly Invitee[], offer: Offer): { people: RequestedPerson[] } {
  return {
    people: invitees.flatMap(({ email, name, problem, ownRoleId }) =>
      email === null || problem
        ? []
        : [
            {
              email,
              ...(name && { name: name.slice(0, 100) }),
              roleId: ownRoleId === undefined ? offer.roleId : ownRoleId,
              permissions: [...offer.permissions],
              grantsExpireAt: offer.permissions.length > 0 ? offer.grantsExpireAt : null,
            },
          ],
    ),
  };
}

type RequestedPerson = Omit<InviteUsers["people"][number], "grantsExpireAt"> & { grantsExpireAt: string | null };
