"use server";

import * as z from "zod/mini";
import { createGroup } from "@/lib/groups/commands/create-group";
import { deleteGroup } from "@/lib/groups/commands/delete-group";
import { editGroup } from "@/lib/groups/commands/edit-group";
import { addGroupMembers, removeGroupMembers } from "@/lib/groups/commands/set-group-members";
import { createGroupInput, editGroupInput, groupInput, groupMembersInput } from "@/lib/groups/input";
import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { listUsers } from "@/lib/users/queries/list-users";
import { usersSearch } from "@/lib/users/input";

const MOST_FOUND = 8;

export const createGroupAction = defineOnceAction(createGroupInput, createGroup);
export const editGroupAction = defineAction(editGroupInput, andRefresh(editGroup));
export const addGroupMembersAction = defineAction(groupMembersInput, andRefresh(addGroupMembers));
export const removeGroupMembersAction = defineAction(groupMembersInput, andRefresh(removeGroupMembers));
export const deleteGroupAction = defineAction(
  groupInput,
  andRefresh((actor, { groupId }: { groupId: string }) => deleteGroup(actor, groupId)),
);

/** The first people whose name or address holds these words. */
export const findPeopleAction = defineAction(
  z.strictObject({ text: z.string().check(z.maxLength(200)) }),
  async (actor, { text }) => {
    const { rows } = await listUsers(actor, usersSearch.parse({ q: text, kind: "member", limit: MOST_FOUND }));
    return rows.map(({ id, name, email }) => ({ id, name: name ?? email, email }));
  },
);
