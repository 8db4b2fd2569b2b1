import { groupMembersBody, groupMembersShape, groupPath, toGroupMember } from "@/lib/api/groups";
import { cut, pageQuery } from "@/lib/api/paging";
import type { KeyActor } from "@/lib/actor";
import { addGroupMembers, setGroupMembers } from "@/lib/groups/commands/set-group-members";
import { findGroup } from "@/lib/groups/queries";
import { defineRoute } from "@/lib/http/define-route";

const group = { noun: "group", params: groupPath };
const edit = {
  operations: ["groups.edit"],
  ...group,
  body: groupMembersBody,
  status: 200,
  answer: groupMembersShape,
} as const;

async function firstPage(actor: KeyActor, groupId: string, page = { limit: 1000 }) {
  const { rows, nextCursor } = cut((await findGroup(actor, groupId)).members, page);
  return { data: rows.map(toGroupMember), next_cursor: nextCursor };
}

export const GET = defineRoute(
  {
    summary: "List the members of a group",
    operations: ["groups.view"],
    ...group,
    query: pageQuery,
    status: 200,
    answer: groupMembersShape,
  },
  async (actor, { params, query }) => firstPage(actor, params.id, query),
);

export const POST = defineRoute(
  { summary: "Add members to a group", ...edit },
  async (actor, { params: { id }, body }) => {
    await addGroupMembers(actor, { groupId: id, memberIds: body.member_ids });
    return firstPage(actor, id);
  },
);

export const PUT = defineRoute(
  { summary: "Set the members of a group", description: "Exactly these people are in it afterwards.", ...edit },
  async (actor, { params: { id }, body }) => {
    await setGroupMembers(actor, { groupId: id, memberIds: body.member_ids });
    return firstPage(actor, id);
  },
);
