import { editFolderBody, folderPath, folderShape, toFolder } from "@/lib/api/folders";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { renameFolder } from "@/lib/media/commands/rename";
import { deleteItems } from "@/lib/media/commands/trash";
import { findPlacedFolder } from "@/lib/media/queries/placed-files";

const folder = { noun: "folder", params: folderPath };

export const GET = defineRoute(
  { summary: "Get a folder", operations: ["media.view"], ...folder, status: 200, answer: folderShape },
  async (actor, { params }) => toFolder(await findPlacedFolder(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Rename a folder",
    operations: ["media.rename"],
    ...folder,
    body: editFolderBody,
    status: 200,
    answer: folderShape,
  },
  async (actor, { params: { id: folderId }, body: { name } }) => {
    await renameFolder(actor, { folderId, name });
    return toFolder(await findPlacedFolder(actor, folderId));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a folder",
    description: "With all that is below it. It lies in the trash for 30 days and can be restored.",
    operations: ["media.delete"],
    ...folder,
    status: 204,
  },
  async (actor, { params }) =>
    settle((await deleteItems(actor, { fileIds: [], folderIds: [params.id] })).outcomes, "media.delete"),
);
