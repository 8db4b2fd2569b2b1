import { editShareLinkBody, settingsOf, shareLinkPath, shareLinkShape, toShareLink } from "@/lib/api/share-links";
import { defineRoute } from "@/lib/http/define-route";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { findLink } from "@/lib/share-links/queries/list-links";

const link = { noun: "share link", params: shareLinkPath };

export const GET = defineRoute(
  {
    summary: "Get a share link",
    operations: ["shareLinks.create", "shareLinks.viewAll"],
    ...link,
    status: 200,
    answer: shareLinkShape,
  },
  async (actor, { params }) => toShareLink(await findLink(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a share link",
    description:
      "Holds from the next request on, also for those who have it open. The url stays; passcode null takes it away.",
    operations: ["shareLinks.edit"],
    ...link,
    body: editShareLinkBody,
    status: 200,
    answer: shareLinkShape,
  },
  async (actor, { params: { id: linkId }, body }) => {
    await editLink(actor, { linkId, ...settingsOf(body) });
    return toShareLink(await findLink(actor, linkId));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Revoke a share link",
    description: "From the next request on nobody opens anything by it. It can be restored for 30 days.",
    operations: ["shareLinks.revoke"],
    ...link,
    status: 204,
  },
  async (actor, { params: { id } }) => {
    await findLink(actor, id);
    await revokeLinks(actor, { linkIds: [id] });
  },
);
