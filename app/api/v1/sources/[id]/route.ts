import {
  deleteSourceQuery,
  editSourceBody,
  sourceDetailsShape,
  sourcePath,
  toConfig,
  toSourceDetails,
} from "@/lib/api/sources";
import { defineRoute } from "@/lib/http/define-route";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { disableSource, enableSource } from "@/lib/sources/commands/switch-source";
import { findSource } from "@/lib/sources/queries/find-source";

const source = { noun: "source", params: sourcePath };

export const GET = defineRoute(
  { summary: "Get a source", operations: ["sources.view"], ...source, status: 200, answer: sourceDetailsShape },
  async (actor, { params }) => toSourceDetails(await findSource(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a source",
    description:
      "Name, slug and enabled change at once. Settings and secrets wait in a draft until they are deployed by POST /sources/{id}/deployments.",
    operations: ["sources.edit", "sources.disable"],
    ...source,
    body: editSourceBody,
    status: 200,
    answer: sourceDetailsShape,
  },
  async (actor, { params: { id }, body: { settings, enabled, ...changes } }) => {
    const before = await findSource(actor, id);
    const config = settings && toConfig(settings, before.draft ?? before.live ?? {});
    if (config || Object.keys(changes).length > 0) await editSource(actor, { sourceId: id, ...changes, config });
    if (enabled !== undefined && enabled !== (before.status !== "disabled"))
      await (enabled ? enableSource : disableSource)(actor, { sourceId: id });
    return toSourceDetails(await findSource(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a source",
    description: "One that answered requests within 24 hours is deleted only where `name` is its name.",
    operations: ["sources.delete"],
    ...source,
    query: deleteSourceQuery,
    status: 204,
  },
  async (actor, { params: { id }, query: { name } }) => deleteSource(actor, { sourceId: id, name }),
);
