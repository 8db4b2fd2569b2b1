import { editFileBody, filePath, fileShape, toFile, valuesOf } from "@/lib/api/files";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { editMetadata } from "@/lib/media/commands/metadata";
import { renameFile } from "@/lib/media/commands/rename";
import { setTags } from "@/lib/media/commands/tags";
import { deleteItems } from "@/lib/media/commands/trash";
import { listFields } from "@/lib/media/queries/fields";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

const file = { noun: "file", params: filePath };

export const GET = defineRoute(
  { summary: "Get a file", operations: ["media.view"], ...file, status: 200, answer: fileShape },
  async (actor, { params }) => toFile(await findPlacedFile(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a file",
    description:
      "Its name, exactly these tags, and the fields of custom_metadata that are named: null empties one, the others stay.",
    operations: ["media.rename", "media.tag", "media.editMetadata"],
    ...file,
    body: editFileBody,
    status: 200,
    answer: fileShape,
  },
  async (actor, { params: { id: fileId }, body: { name, tags, custom_metadata: metadata } }) => {
    const values = metadata && valuesOf(await listFields(actor), metadata);
    if (name !== undefined) await renameFile(actor, { fileId, name });
    if (tags) settle((await setTags(actor, { fileIds: [fileId], tags })).outcomes, "media.tag");
    if (values) settle((await editMetadata(actor, { fileIds: [fileId], values })).outcomes, "media.editMetadata");
    return toFile(await findPlacedFile(actor, fileId));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a file",
    description: "It lies in the trash for 30 days and can be restored.",
    operations: ["media.delete"],
    ...file,
    status: 204,
  },
  async (actor, { params }) =>
    settle((await deleteItems(actor, { fileIds: [params.id], folderIds: [] })).outcomes, "media.delete"),
);
