import { shareLinkPath, shareLinkShape, toShareLink } from "@/lib/api/share-links";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { restoreLinks } from "@/lib/share-links/commands/revoke-links";
import { findLink } from "@/lib/share-links/queries/list-links";

export const POST = defineRoute(
  {
    summary: "Restore a revoked or expired share link",
    description: "Its url works as before. One that has expired does so without an end, until somebody sets one.",
    operations: ["shareLinks.edit"],
    noun: "share link",
    params: shareLinkPath,
    status: 200,
    answer: shareLinkShape,
  },
  async (actor, { params: { id } }) => {
    await findLink(actor, id);
    const [outcome] = (await restoreLinks(actor, { linkIds: [id] })).outcomes;
    if (outcome?.reason) throw new AppError("conflict", outcome.reason);
    return toShareLink(await findLink(actor, id));
  },
);
