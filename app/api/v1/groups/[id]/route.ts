import { editGroupBody, groupPath, groupShape, toGroup } from "@/lib/api/groups";
import { deleteGroup } from "@/lib/groups/commands/delete-group";
import { editGroup } from "@/lib/groups/commands/edit-group";
import { findGroup } from "@/lib/groups/queries";
import { defineRoute } from "@/lib/http/define-route";

const group = { noun: "group", params: groupPath };

export const GET = defineRoute(
  { summary: "Get a group", operations: ["groups.view"], ...group, status: 200, answer: groupShape },
  async (actor, { params }) => toGroup(await findGroup(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a group",
    operations: ["groups.edit"],
    ...group,
    body: editGroupBody,
    status: 200,
    answer: groupShape,
  },
  async (actor, { params: { id }, body }) => {
    await editGroup(actor, { groupId: id, ...body });
    return toGroup(await findGroup(actor, id));
  },
);

export const DELETE = defineRoute(
  { summary: "Delete a group", operations: ["groups.delete"], ...group, status: 204 },
  async (actor, { params }) => deleteGroup(actor, params.id),
);
