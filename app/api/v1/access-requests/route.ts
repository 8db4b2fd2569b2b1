import { accessRequestsShape, requestAccessBody, toAccessRequest } from "@/lib/api/access-requests";
import { cut, pageQuery } from "@/lib/api/paging";
import { defineRoute } from "@/lib/http/define-route";
import { requestAccess } from "@/lib/shares/commands/request-access";
import { listRequests } from "@/lib/shares/queries/list-requests";

export const GET = defineRoute(
  {
    summary: "List requests for access",
    description: "To folders that the key can share, the oldest first; the first 200.",
    operations: ["media.share"],
    query: pageQuery,
    status: 200,
    answer: accessRequestsShape,
  },
  async (actor, { query }) => {
    const { rows, nextCursor } = cut(await listRequests(actor), query);
    return { data: rows.map(toAccessRequest), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Ask for access to a folder",
    description:
      "Whether there is such a folder is not told. Those who manage it get a mail, and so does the owner of the key once they answer.",
    operations: ["access.request"],
    body: requestAccessBody,
    status: 204,
  },
  async (actor, { body: { folder_id: folderId, ...wish } }) => requestAccess(actor, { folderId, ...wish }),
);
