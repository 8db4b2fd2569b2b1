import { cut, pageQuery } from "@/lib/api/paging";
import { createRoleBody, roleShape, rolesShape, toRole } from "@/lib/api/roles";
import { defineRoute } from "@/lib/http/define-route";
import { createRole } from "@/lib/roles/commands/create-role";
import { findRole, listRoles } from "@/lib/roles/queries";

export const GET = defineRoute(
  { summary: "List roles", operations: ["roles.view"], query: pageQuery, status: 200, answer: rolesShape },
  async (actor, { query }) => {
    const { rows, nextCursor } = cut(await listRoles(actor), query);
    return { data: rows.map(toRole), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  { summary: "Create a role", operations: ["roles.create"], body: createRoleBody, status: 201, answer: roleShape },
  async (actor, { body }) => {
    const { id } = await createRole(actor, body);
    return toRole(await findRole(actor, id));
  },
);
