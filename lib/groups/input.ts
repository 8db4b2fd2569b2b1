import * as z from "zod/mini";
import { closed, idOf, line } from "@/lib/input";

export const groupId = idOf("grp", "group");

const name = line("The name", 60).check(z.minLength(1, "A group needs a name."));
const description = line("The description", 300);

const memberIds = z.array(idOf("mem", "person"), "A list of people is expected.").check(
  z.maxLength(1000, "At most 1000 people fit into one request."),
  z.refine((ids) => new Set(ids).size === ids.length, "One of the people is named twice."),
);

export const groupInput = closed({ groupId });

export const createGroupInput = closed({
  name,
  description: z._default(description, ""),
  memberIds: z._default(memberIds, []),
});
export type CreateGroup = z.output<typeof createGroupInput>;

/** What is left out stays. */
export const editGroupInput = closed({ groupId, name: z.optional(name), description: z.optional(description) });
export type EditGroup = z.output<typeof editGroupInput>;

export const groupMembersInput = closed({ groupId, memberIds });
export type GroupMembers = z.output<typeof groupMembersInput>;
