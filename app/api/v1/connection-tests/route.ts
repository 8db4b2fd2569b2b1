import { connectionTestBody, connectionTestShape, toConfig, toConnectionTest } from "@/lib/api/sources";
import { defineRoute } from "@/lib/http/define-route";
import { testConnection } from "@/lib/sources/queries/test-connection";

export const POST = defineRoute(
  {
    summary: "Test the connection to an origin",
    description:
      "Goes the way of delivery once and names the first part that does not hold. Nothing is kept. With `source_id`, credentials that are left out are those of that source.",
    operations: ["sources.create", "sources.edit"],
    noun: "source",
    body: connectionTestBody,
    status: 200,
    answer: connectionTestShape,
  },
  async (actor, { body: { source_id: sourceId, settings, ...given } }) =>
    toConnectionTest(await testConnection(actor, { ...given, sourceId, config: toConfig(settings) })),
);
