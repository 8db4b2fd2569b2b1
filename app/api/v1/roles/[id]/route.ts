import { deleteRoleQuery, editRoleBody, moveOf, rolePath, roleShape, toRole } from "@/lib/api/roles";
import { defineRoute } from "@/lib/http/define-route";
import { deleteRole } from "@/lib/roles/commands/delete-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { findRole } from "@/lib/roles/queries";

const role = { noun: "role", params: rolePath };

export const GET = defineRoute(
  { summary: "Get a role", operations: ["roles.view"], ...role, status: 200, answer: roleShape },
  async (actor, { params }) => toRole(await findRole(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a role",
    description:
      "Everyone who has it, and their API keys, can do exactly that from the next request on. Built-in roles stay as they are.",
    operations: ["roles.edit"],
    ...role,
    body: editRoleBody,
    status: 200,
    answer: roleShape,
  },
  async (actor, { params: { id }, body }) => {
    await editRole(actor, { roleId: id, ...body });
    return toRole(await findRole(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a role",
    description:
      "Its people and invitations get the role named by move_to, or none; it must be given where there are any.",
    operations: ["roles.delete"],
    ...role,
    query: deleteRoleQuery,
    status: 204,
  },
  async (actor, { params, query }) => {
    await deleteRole(actor, { roleId: params.id, moveTo: moveOf(query) });
  },
);
