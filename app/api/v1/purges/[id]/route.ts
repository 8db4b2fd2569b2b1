import { purgePath, purgeWithLinesShape, toPurgeWithLines } from "@/lib/api/purges";
import { defineRoute } from "@/lib/http/define-route";
import { findPurge } from "@/lib/purge/queries/list-purges";

export const GET = defineRoute(
  {
    summary: "Get a purge",
    operations: ["purge.view"],
    noun: "purge",
    params: purgePath,
    status: 200,
    answer: purgeWithLinesShape,
  },
  async (actor, { params }) => toPurgeWithLines(await findPurge(actor, params.id)),
);
