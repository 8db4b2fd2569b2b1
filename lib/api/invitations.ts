import * as z from "zod";
import * as mini from "zod/mini";
import { at, id, pageOf, permission, time } from "@/lib/api/shapes";
import { AppError } from "@/lib/errors";
import type { Invited } from "@/lib/invitations/commands/invite-users";
import { invitationId, invitee } from "@/lib/invitations/input";
import type { InvitationPage } from "@/lib/invitations/queries/list-invitations";
import { closed } from "@/lib/input";
import { usersSearch } from "@/lib/users/input";
import type { InvitationRow } from "@/lib/users/queries/people";

const permissions = z.array(permission).max(8);

export const invitationShape = z
  .strictObject({
    id,
    email: z.string().max(320),
    name: z.string().max(200),
    role: id.nullable(),
    permissions: permissions.meta({ description: "Given singly, beside the role." }),
    permissions_expire_at: time.nullable().meta({ description: "When those end; null: never." }),
    status: z.enum(["invited", "expired"]),
    invited_by: z.string().max(200),
    sent_at: time,
    expires_at: time.meta({ description: "When it can no longer be accepted: seven days after it was sent." }),
    created_at: time,
  })
  .meta({ id: "Invitation" });

export const invitationsShape = pageOf(invitationShape);

/** One address asked for, one invitation answered; several, a list with those who need none apart. */
export const invitedShape = z.union([
  invitationShape,
  z.strictObject({
    data: z.array(invitationShape).max(250),
    skipped: z.array(z.strictObject({ email: z.string().max(320), reason: z.string().max(1000) })).max(250),
  }),
]);

export const toInvitation = (invitation: InvitationRow): z.infer<typeof invitationShape> => ({
  id: invitation.id,
  email: invitation.email,
  name: invitation.name,
  role: invitation.role?.id ?? null,
  permissions: invitation.grants.map((grant) => grant.permission),
  permissions_expire_at: invitation.grants[0]?.expiresAt ? at(invitation.grants[0].expiresAt) : null,
  status: invitation.status,
  invited_by: invitation.invitedBy,
  sent_at: at(invitation.sentAt),
  expires_at: at(invitation.expiresAt),
  created_at: at(invitation.startedAt),
});

export const toInvitations = ({ rows, nextCursor }: InvitationPage): z.infer<typeof invitationsShape> => ({
  data: rows.map(toInvitation),
  next_cursor: nextCursor,
});

export const invitationsQuery = mini.extend(mini.omit(usersSearch, { kind: true, permission: true, group: true }), {
  status: z.enum(["invited", "expired"]).optional(),
});

export const invitationPath = closed({ id: invitationId });

const person = invitee.shape;

const access = {
  role: mini.optional(person.roleId),
  permissions: person.permissions,
  expires_at: person.grantsExpireAt,
};

const one = closed({ email: person.email, name: person.name, ...access });

const many = closed({
  emails: z.array(person.email, "A list of e-mail addresses is expected.").min(1).max(250),
  ...access,
});

export const inviteBody = z.union(
  [one, many],
  "Either email or emails is expected, with role, permissions and expires_at.",
);

export function peopleOf(body: z.output<typeof inviteBody>) {
  const { role: roleId = null, permissions: granted, expires_at: grantsExpireAt } = body;
  const offered = { roleId, permissions: granted, grantsExpireAt };
  return "email" in body
    ? [{ email: body.email, name: body.name, ...offered }]
    : body.emails.map((email) => ({ email, ...offered }));
}

/** Of a single address. @throws AppError `conflict` where it needs no invitation */
export function requireInvited([only]: readonly Invited[]): string {
  if (only?.outcome === "invited") return only.invitationId;
  throw new AppError("conflict", only?.reason ?? "Nobody was invited.");
}
