import { invitationPath, invitationShape, toInvitation } from "@/lib/api/invitations";
import { defineRoute } from "@/lib/http/define-route";
import { resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { findInvitationById } from "@/lib/invitations/queries/list-invitations";

export const PUT = defineRoute(
  {
    summary: "Send an invitation again",
    description: "A new mail with a new link and seven new days; the links before stop.",
    operations: ["invitations.resend"],
    noun: "invitation",
    params: invitationPath,
    status: 200,
    answer: invitationShape,
  },
  async (actor, { params: { id } }) => {
    await resendInvitation(actor, { invitationId: id });
    return toInvitation(await findInvitationById(actor, id));
  },
);
