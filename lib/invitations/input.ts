import * as z from "zod/mini";
import { emailAddress } from "@/lib/email-address";
import { closed, idOf, line, moment, permission, roleId } from "@/lib/input";

export const invitationId = idOf("inv", "invitation");

const permissions = z._default(
  z.array(permission, "A list of permissions is expected.").check(
    z.maxLength(8, "There are 8 permissions."),
    z.refine((all) => new Set(all).size === all.length, "One of the permissions is named twice."),
  ),
  [],
);

const access = {
  roleId: z.nullable(roleId),
  permissions,
  /** When the single permissions end; null: never. */
  grantsExpireAt: z.optional(z.nullable(moment)),
};

export const invitee = closed({ email: emailAddress, name: z.optional(line("The name", 100)), ...access });

/** Many at once, each with access of their own. */
export const inviteUsersInput = closed({
  people: z
    .array(invitee, "A list of people is expected.")
    .check(z.minLength(1, "Name at least one person."), z.maxLength(250, "At most 250 people fit into one request.")),
});
export type InviteUsers = z.output<typeof inviteUsersInput>;

export const invitationInput = closed({ invitationId });

/** The access that accepting will bring. */
export const changeInvitationInput = closed({ invitationId, ...access });
export type ChangeInvitation = z.output<typeof changeInvitationInput>;

export const acceptInvitationInput = closed({
  token: z.string("A link is expected.").check(z.regex(/^[\w-]{43}$/, "This link is not whole.")),
  /** What someone new wants to be called. */
  name: z.optional(line("The name", 100)),
});
export type AcceptInvitation = z.output<typeof acceptInvitationInput>;
