import { copyFolderBody, folderPath, folderShape, toFolder } from "@/lib/api/folders";
import { defineRoute } from "@/lib/http/define-route";
import { copyFolder, copyFolderRest } from "@/lib/media/commands/copy-folder";
import { findFolder } from "@/lib/media/queries/list-folder";
import { findPlacedFolder } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Copy a folder",
    description:
      "With all that is below it, into another folder, or to the root for null. Where its name is taken, the copy gets a number.",
    operations: ["media.copy"],
    noun: "folder",
    params: folderPath,
    body: copyFolderBody,
    status: 201,
    answer: folderShape,
  },
  async (actor, { params, body: { folder_id: toId } }) => {
    await findFolder(actor, params.id);
    let { id, rest } = await copyFolder(actor, { folderId: params.id, toId, clash: "keep" });
    while (rest) ({ rest } = await copyFolderRest(actor, rest.input));
    return toFolder(await findPlacedFolder(actor, id));
  },
);
