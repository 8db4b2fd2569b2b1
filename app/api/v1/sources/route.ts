import { cut, pageQuery } from "@/lib/api/paging";
import {
  createSourceBody,
  sourceDetailsShape,
  sourcesShape,
  toConfig,
  toSource,
  toSourceDetails,
} from "@/lib/api/sources";
import { defineRoute } from "@/lib/http/define-route";
import { createSource } from "@/lib/sources/commands/create-source";
import { findSource } from "@/lib/sources/queries/find-source";
import { listSources } from "@/lib/sources/queries/list-sources";

export const GET = defineRoute(
  { summary: "List sources", operations: ["sources.view"], query: pageQuery, status: 200, answer: sourcesShape },
  async (actor, { query }) => {
    const { rows, nextCursor } = cut(await listSources(actor), query);
    return { data: rows.map(toSource), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Create a source",
    description:
      "Begins its first deployment, which tests the whole way to an image; read it at /sources/{id}/deployments. What `origin` and `secrets` hold depends on the type.",
    operations: ["sources.create"],
    body: createSourceBody,
    status: 201,
    answer: sourceDetailsShape,
  },
  async (actor, { body: { settings, ...source } }) => {
    const { id } = await createSource(actor, { ...source, config: toConfig(settings) });
    return toSourceDetails(await findSource(actor, id));
  },
);
