import { itemOf } from "@/lib/api/media";
import {
  createShareLinkBody,
  settingsOf,
  shareLinkShape,
  shareLinksQuery,
  shareLinksShape,
  toShareLink,
} from "@/lib/api/share-links";
import { defineRoute } from "@/lib/http/define-route";
import { createLink } from "@/lib/share-links/commands/create-link";
import { findLink, listLinks } from "@/lib/share-links/queries/list-links";

export const GET = defineRoute(
  {
    summary: "List share links",
    description: "Those that the key may change, the newest first: all, or those of one thing.",
    operations: ["shareLinks.create", "shareLinks.viewAll"],
    query: shareLinksQuery,
    status: 200,
    answer: shareLinksShape,
  },
  async (actor, { query: { cursor, limit, status, q, ...item } }) => {
    const { rows, nextCursor } = await listLinks(actor, {
      ...(Object.keys(item).length > 0 && { item: itemOf(item) }),
      cursor,
      limit,
      status,
      q,
    });
    return { data: rows.map(toShareLink), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Create a share link",
    description:
      "Whoever holds the url can open the thing as far as the link says. A link of the kind request takes files into a folder and shows nothing of it. The passcode is never told again.",
    operations: ["shareLinks.create"],
    body: createShareLinkBody,
    status: 201,
    answer: shareLinkShape,
  },
  async (actor, { body: { kind, file_id, folder_id, collection_id, ...settings } }) => {
    const item = itemOf({ file_id, folder_id, collection_id });
    const { id } = await createLink(actor, { item, kind, ...settingsOf(settings) });
    return toShareLink(await findLink(actor, id));
  },
);
