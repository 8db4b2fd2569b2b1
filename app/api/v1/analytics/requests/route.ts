import { requestsQuery, requestsShape, toRequests, toRequestsSearch } from "@/lib/api/analytics";
import { listRequests } from "@/lib/analytics/queries/list-requests";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "List requests for images over time",
    description:
      "The oldest first; intervals without requests are left out. Without from, the last seven days. A key that is limited to sources gets the figures of these.",
    operations: ["analytics.view"],
    query: requestsQuery,
    status: 200,
    answer: requestsShape,
  },
  async (actor, { query }) => toRequests(await listRequests(actor, toRequestsSearch(query)), query),
);
