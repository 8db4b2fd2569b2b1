import { createFieldBody, fieldShape, fieldsShape } from "@/lib/api/metadata-fields";
import { cut, pageQuery } from "@/lib/api/paging";
import { defineRoute } from "@/lib/http/define-route";
import { createField } from "@/lib/media/commands/fields";
import { findField, listFields } from "@/lib/media/queries/fields";

export const GET = defineRoute(
  {
    summary: "List the metadata fields",
    description: "By name. Files have values for them as custom_metadata.",
    operations: ["media.view"],
    query: pageQuery,
    status: 200,
    answer: fieldsShape,
  },
  async (actor, { query }) => {
    const { rows, nextCursor } = cut(await listFields(actor), query);
    return { data: rows, next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Create a metadata field",
    operations: ["settings.media"],
    body: createFieldBody,
    status: 201,
    answer: fieldShape,
  },
  async (actor, { body }) => {
    const { id } = await createField(actor, body);
    return findField(actor, id);
  },
);
