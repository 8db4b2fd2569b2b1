import { invitationPath, invitationShape, toInvitation } from "@/lib/api/invitations";
import { defineRoute } from "@/lib/http/define-route";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { findInvitationById } from "@/lib/invitations/queries/list-invitations";

const invitation = { noun: "invitation", params: invitationPath };

export const GET = defineRoute(
  {
    summary: "Get an invitation",
    operations: ["invitations.view"],
    ...invitation,
    status: 200,
    answer: invitationShape,
  },
  async (actor, { params }) => toInvitation(await findInvitationById(actor, params.id)),
);

export const DELETE = defineRoute(
  { summary: "Revoke an invitation", operations: ["invitations.revoke"], ...invitation, status: 204 },
  async (actor, { params }) => revokeInvitation(actor, { invitationId: params.id }),
);
