import { filePath, fileShape, toFile } from "@/lib/api/files";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { restoreItems } from "@/lib/media/commands/trash";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Restore a deleted file",
    operations: ["media.restore"],
    noun: "file",
    params: filePath,
    status: 200,
    answer: fileShape,
  },
  async (actor, { params }) => {
    settle((await restoreItems(actor, { fileIds: [params.id], folderIds: [] })).outcomes, "media.restore");
    return toFile(await findPlacedFile(actor, params.id));
  },
);
