import { folderPath, folderShape, toFolder } from "@/lib/api/folders";
import { moveBody } from "@/lib/api/media";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { moveItems } from "@/lib/media/commands/move";
import { findFolder } from "@/lib/media/queries/list-folder";
import { findPlacedFolder } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Move a folder",
    description: "With all that is below it, into another folder, or to the root for null.",
    operations: ["media.move"],
    noun: "folder",
    params: folderPath,
    body: moveBody,
    status: 200,
    answer: folderShape,
  },
  async (actor, { params, body: { folder_id: toId, clash } }) => {
    await findFolder(actor, params.id);
    const { outcomes } = await moveItems(actor, { fileIds: [], folderIds: [params.id], toId, clash });
    settle(outcomes, "media.move");
    return toFolder(await findPlacedFolder(actor, params.id));
  },
);
