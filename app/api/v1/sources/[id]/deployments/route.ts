import { cut, pageQuery } from "@/lib/api/paging";
import { deployBody, deploymentShape, deploymentsShape, sourcePath, toDeployment } from "@/lib/api/sources";
import { notFound } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { findSource } from "@/lib/sources/queries/find-source";

const source = { noun: "source", params: sourcePath };

export const GET = defineRoute(
  {
    summary: "List the deployments of a source",
    description: "The newest 50, newest first, each with its log.",
    operations: ["sources.view"],
    ...source,
    query: pageQuery,
    status: 200,
    answer: deploymentsShape,
  },
  async (actor, { params, query }) => {
    const { rows, nextCursor } = cut((await findSource(actor, params.id)).deployments, query);
    return { data: rows.map(toDeployment), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Deploy a source",
    description: "Makes its draft live. With `restore`, brings back the settings of an earlier number under a new one.",
    operations: ["sources.deploy", "sources.rollBack"],
    ...source,
    body: deployBody,
    status: 202,
    answer: deploymentShape,
  },
  async (actor, { params: { id }, body: { restore } }) => {
    const { number } =
      restore === undefined
        ? await deploySource(actor, { sourceId: id })
        : await rollBackSource(actor, { sourceId: id, number: restore });
    const made = (await findSource(actor, id)).deployments.find((deployment) => deployment.number === number);
    if (!made) throw notFound("deployment");
    return toDeployment(made);
  },
);
