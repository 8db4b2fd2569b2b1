import {
  invitationsQuery,
  invitationsShape,
  inviteBody,
  invitedShape,
  peopleOf,
  requireInvited,
  toInvitation,
  toInvitations,
} from "@/lib/api/invitations";
import { defineRoute } from "@/lib/http/define-route";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { findInvitationById, listInvitations } from "@/lib/invitations/queries/list-invitations";

export const GET = defineRoute(
  {
    summary: "List invitations",
    operations: ["invitations.view"],
    query: invitationsQuery,
    status: 200,
    answer: invitationsShape,
  },
  async (actor, { query }) => toInvitations(await listInvitations(actor, query)),
);

export const POST = defineRoute(
  {
    summary: "Invite one person or many",
    description:
      "Each gets a mail with a link that lasts seven days, and holds a seat meanwhile. expires_at ends the single permissions. Where seats are missing, nobody is invited.",
    operations: ["users.invite"],
    body: inviteBody,
    status: 201,
    answer: invitedShape,
  },
  async (actor, { body }) => {
    const invited = await inviteUsers(actor, { people: peopleOf(body) });
    const read = async (id: string) => toInvitation(await findInvitationById(actor, id));
    if ("email" in body) return read(requireInvited(invited));
    const made = invited.filter(({ outcome }) => outcome === "invited");
    const skipped = invited.filter(({ outcome }) => outcome === "skipped");
    return {
      data: await Promise.all(made.map(({ invitationId }) => read(invitationId ?? ""))),
      skipped: skipped.map(({ email, reason }) => ({ email, reason: reason ?? "" })),
    };
  },
);
