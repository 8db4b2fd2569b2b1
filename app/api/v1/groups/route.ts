import { createGroupBody, groupShape, groupsShape, toGroup } from "@/lib/api/groups";
import { cut, pageQuery } from "@/lib/api/paging";
import { createGroup } from "@/lib/groups/commands/create-group";
import { findGroup, listGroups } from "@/lib/groups/queries";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "List groups", operations: ["groups.view"], query: pageQuery, status: 200, answer: groupsShape },
  async (actor, { query }) => {
    const { rows, nextCursor } = cut(await listGroups(actor), query);
    return { data: rows.map(toGroup), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  { summary: "Create a group", operations: ["groups.create"], body: createGroupBody, status: 201, answer: groupShape },
  async (actor, { body: { member_ids: memberIds, ...group } }) => {
    const { id } = await createGroup(actor, { ...group, memberIds });
    return toGroup(await findGroup(actor, id));
  },
);
