import { editFieldBody, fieldPath, fieldShape } from "@/lib/api/metadata-fields";
import { defineRoute } from "@/lib/http/define-route";
import { deleteField, editField } from "@/lib/media/commands/fields";
import { findField } from "@/lib/media/queries/fields";

const field = { noun: "field", params: fieldPath };

export const GET = defineRoute(
  { summary: "Get a metadata field", operations: ["media.view"], ...field, status: 200, answer: fieldShape },
  (actor, { params }) => findField(actor, params.id),
);

export const PATCH = defineRoute(
  {
    summary: "Change a metadata field",
    description: "Values stay as they are, also those that are no longer among the choices.",
    operations: ["settings.media"],
    ...field,
    body: editFieldBody,
    status: 200,
    answer: fieldShape,
  },
  async (actor, { params: { id: fieldId }, body }) => {
    await editField(actor, { fieldId, ...body });
    return findField(actor, fieldId);
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a metadata field",
    description: "Its values go with it.",
    operations: ["settings.media"],
    ...field,
    status: 204,
  },
  (actor, { params }) => deleteField(actor, params.id),
);
