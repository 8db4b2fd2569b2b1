import { groupMemberPath } from "@/lib/api/groups";
import { removeGroupMembers } from "@/lib/groups/commands/set-group-members";
import { notFound } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute(
  {
    summary: "Take a member out of a group",
    operations: ["groups.edit"],
    noun: "group",
    params: groupMemberPath,
    status: 204,
  },
  async (actor, { params }) => {
    const { removed } = await removeGroupMembers(actor, { groupId: params.id, memberIds: [params.member_id] });
    if (removed === 0) throw notFound("group");
  },
);
