import * as z from "zod";
import * as mini from "zod/mini";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { createGroupInput, editGroupInput, groupId, groupMembersInput } from "@/lib/groups/input";
import type { GroupMember, GroupRow } from "@/lib/groups/queries";
import { closed } from "@/lib/input";
import { memberId } from "@/lib/users/input";

export const groupShape = z
  .strictObject({
    id,
    name: z.string().max(200),
    description: z.string().max(1000),
    member_count: z.int().min(0).max(1_000_000),
    created_at: time,
  })
  .meta({ id: "Group" });

export const groupsShape = pageOf(groupShape);

export const groupMembersShape = pageOf(
  z
    .strictObject({
      id,
      name: z.string().max(200),
      email: z.string().max(320),
      status: z.enum(["active", "suspended"]),
      since: time,
    })
    .meta({ id: "GroupMember" }),
);

export const toGroup = (group: GroupRow): z.infer<typeof groupShape> => ({
  id: group.id,
  name: group.name,
  description: group.description,
  member_count: group.memberCount,
  created_at: at(group.createdAt),
});

export const toGroupMember = ({ id: member, name, email, suspended, since }: GroupMember) => ({
  id: member,
  name,
  email,
  status: suspended ? ("suspended" as const) : ("active" as const),
  since: at(since),
});

export const groupPath = closed({ id: groupId });

export const groupMemberPath = closed({ id: groupId, member_id: memberId });

const created = createGroupInput.shape;

export const createGroupBody = closed({
  name: created.name,
  description: created.description,
  member_ids: created.memberIds,
});

export const editGroupBody = mini.omit(editGroupInput, { groupId: true });

export const groupMembersBody = closed({ member_ids: groupMembersInput.shape.memberIds });
