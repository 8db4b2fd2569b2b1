import { folderPath, folderShape, toFolder } from "@/lib/api/folders";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { restoreItems } from "@/lib/media/commands/trash";
import { findPlacedFolder } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Restore a deleted folder",
    description: "With all that was deleted along with it.",
    operations: ["media.restore"],
    noun: "folder",
    params: folderPath,
    status: 200,
    answer: folderShape,
  },
  async (actor, { params }) => {
    settle((await restoreItems(actor, { fileIds: [], folderIds: [params.id] })).outcomes, "media.restore");
    return toFolder(await findPlacedFolder(actor, params.id));
  },
);
