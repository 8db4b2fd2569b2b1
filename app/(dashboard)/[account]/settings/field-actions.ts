"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { createField, deleteField, editField } from "@/lib/media/commands/fields";
import { createFieldInput, editFieldInput, fieldInput } from "@/lib/media/input/change";

export const createFieldAction = defineOnceAction(createFieldInput, createField);
export const editFieldAction = defineAction(editFieldInput, andRefresh(editField));
export const deleteFieldAction = defineAction(
  fieldInput,
  andRefresh((actor, { fieldId }) => deleteField(actor, fieldId)),
);
