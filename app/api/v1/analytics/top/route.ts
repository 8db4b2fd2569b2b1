import { topQuery, topShape, toTop } from "@/lib/api/analytics";
import { listTop } from "@/lib/analytics/queries/list-top";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "List what was requested most",
    description: "Images, missing paths, countries and so on, the most wanted first. Counts are a minute old at most.",
    operations: ["analytics.view"],
    query: topQuery,
    status: 200,
    answer: topShape,
  },
  async (actor, { query: { of, limit, source_id, ...search } }) =>
    toTop(await listTop(actor, { ...search, source: source_id }, [of], limit), of),
);
