"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { createRole } from "@/lib/roles/commands/create-role";
import { deleteRole } from "@/lib/roles/commands/delete-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { createRoleInput, deleteRoleInput, editRoleInput } from "@/lib/roles/input";

export const createRoleAction = defineOnceAction(createRoleInput, createRole);
export const editRoleAction = defineAction(editRoleInput, andRefresh(editRole));
export const deleteRoleAction = defineAction(deleteRoleInput, andRefresh(deleteRole));
